from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from enlace.core.backup import BackupFailed, make_backup
from enlace.core.clock import now


class Command(BaseCommand):
    help = "write one archive of all that is kept, from the running site"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", nargs="?", type=Path, help="the file to write; default: enlace-DATE.tar.gz here")

    def handle(self, *args: Any, archive: Path | None = None, **options: Any) -> None:
        target = archive or Path(f"enlace-{now():%Y-%m-%d-%H%M%S}.tar.gz")
        try:
            manifest = make_backup(settings.DATA, settings.DATABASES["default"], target, now=now().isoformat())
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{target}: {sum(manifest['rows'].values())} rows, {len(manifest['files'])} files, "
            f"{target.stat().st_size / 1e6:.1f} MB. Keep it elsewhere: it holds the secret key."
        )
