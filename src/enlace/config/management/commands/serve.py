import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces

from enlace.config.companions import WITH_SANDBOX
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
        if os.environ.get("PORT", "8000") != str(port):
            _begin_anew(port, address, workers)
        prepare_data()
        collect_static()
        companions = subprocess.Popen(  # noqa: S603 ourselves
            [sys.executable, "-m", "enlace.config.companions", *_with_sandbox()],
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


def _begin_anew(port: int, address: str, workers: int) -> None:
    """In this process, with PORT in its environment: settings read it before a command reads its arguments."""
    os.environ["PORT"] = str(port)
    again = ["serve", f"--port={port}", f"--address={address}", f"--workers={workers}"]
    os.execv(sys.executable, [sys.executable, "-m", "enlace.config", *again])  # noqa: S606 ourselves


def _with_sandbox() -> list[str]:
    """The test payment provider runs beside a demonstration, unless one that runs elsewhere was named."""
    return [WITH_SANDBOX] if settings.DEMO and "ENLACE_SANDBOX_ADDRESS" not in os.environ else []
