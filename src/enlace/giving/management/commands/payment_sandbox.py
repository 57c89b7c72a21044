import os
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from enlace.giving.sandbox.server import Options, Sandbox

LOOKS_EVERY = 0.5


class Command(BaseCommand):
    help = "start the test payment provider, at which no money moves; a demonstration brings it along"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.SANDBOX_PORT)
        parser.add_argument("--address", default=os.environ.get("ENLACE_ADDRESS", "127.0.0.1"))
        parser.add_argument("--file", type=Path, default=settings.DATA / "sandbox.sqlite3", help="its books")
        parser.add_argument(
            "--webhook",
            default=f"{settings.BASE_URL}/giving/events/sandbox",
            help="where it tells what happened; default: this site",
        )
        parser.add_argument("--with-parent", action="store_true", help="end when the process that started it has ended")

    def handle(
        self, *args: Any, port: int, address: str, file: Path, webhook: str, with_parent: bool, **options: Any
    ) -> None:
        parent = os.getppid()
        try:
            sandbox = Sandbox(Options(file, settings.SANDBOX_KEY, webhook, address, port))
        except OSError as error:
            raise CommandError(
                f"The test payment provider cannot listen on port {port} ({error.strerror}). "
                "Set ENLACE_SANDBOX_PORT to another port."
            ) from error
        if with_parent:
            threading.Thread(target=_end_with, args=(parent, sandbox), daemon=True).start()
        self.stdout.write(f"The test payment provider listens on port {sandbox.server_port}.")
        self.stdout.flush()
        try:
            sandbox.run()
        except KeyboardInterrupt:
            self.stdout.write("")


def _end_with(parent: int, sandbox: Sandbox) -> None:
    while os.getppid() == parent:
        time.sleep(LOOKS_EVERY)
    sandbox.shutdown()
