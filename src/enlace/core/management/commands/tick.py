import time
from typing import Any

from django.core.management import BaseCommand, CommandParser

from enlace.core.clock import now
from enlace.core.registry import registered


class Command(BaseCommand):
    help = "do all that has fallen due (scheduled pages, reminders); may run at any time"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on doing it until ended")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        while True:
            done = sum(tick(now()) for tick in registered("tick"))
            if not every or done:
                self.stdout.write(f"{done} done")
            if not every:
                return
            time.sleep(every)
