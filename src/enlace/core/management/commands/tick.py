import logging
import time
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from enlace.core.clock import now
from enlace.core.registry import registered

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "do all that has fallen due (scheduled pages, reminders); may run at any time"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on doing it until ended")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        while True:
            done, failed = self.do_all()
            if not every or done:
                self.stdout.write(f"{done} done")
            if failed and not every:
                raise CommandError(f"Not done, for the reason above: {', '.join(failed)}. The next tick tries again.")
            if not every:
                return
            close_old_connections()
            time.sleep(every)

    def do_all(self) -> tuple[int, list[str]]:
        """How much was done, and what failed: one that fails does not keep the others from theirs."""
        done, failed = 0, []
        for item in registered("tick"):
            try:
                done += item(now())
            except Exception:
                log.exception("%s failed", item.__name__)
                failed.append(item.__name__)
        return done, failed
