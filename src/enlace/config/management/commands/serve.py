import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces

from enlace.config.static_files import collect_static
from enlace.config.template_database import prepare_data

PATIENCE = 12


class Command(BaseCommand):
    help = "start the site; prepares the data folder first"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--address", default=os.environ.get("ENLACE_ADDRESS", "127.0.0.1"))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("ENLACE_WORKERS", "2")))

    def handle(self, *args: Any, port: int, address: str, workers: int, **options: Any) -> None:
        prepare_data()
        collect_static()
        os.environ["PORT"] = str(port)
        companions = subprocess.Popen(
            [sys.executable, "-m", "enlace.config.companions"],
            cwd=settings.ROOT,
            env=os.environ | {"PYTHONPATH": str(settings.ROOT / "src")},
        )
        try:
            Granian(
                "enlace.config.wsgi:application",
                address=address,
                port=port,
                interface=Interfaces.WSGI,
                workers=workers,
                blocking_threads=4,
                respawn_failed_workers=True,
                log_access=False,
            ).serve()
        finally:
            companions.terminate()
            companions.wait(PATIENCE)
