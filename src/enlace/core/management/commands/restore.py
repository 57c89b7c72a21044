from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from enlace.core.backup import BackupFailed, restore_backup


class Command(BaseCommand):
    help = "lay a backup into an empty data folder (set ENLACE_DATA)"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)

    def handle(self, *args: Any, archive: Path, **options: Any) -> None:
        generated = settings.DATA / "secret_key"
        before = generated.read_bytes() if generated.exists() else b""
        try:
            manifest = restore_backup(archive, settings.DATA, settings.DATABASES["default"])
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        changed = (
            " Sessions opened since are closed." if generated.exists() and generated.read_bytes() != before else ""
        )
        self.stdout.write(f"Restored what was kept on {manifest['made_at']} into {settings.DATA}.{changed}")
