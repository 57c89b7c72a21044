import logging
import os
import time
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from enlace.core.background import BACKGROUND, at_work, take_up_again
from enlace.core.clock import now

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "do the work that waits in the background; serve brings one along"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="how often to look for work")
        parser.add_argument("--once", action="store_true", help="end when nothing waits any more")
        parser.add_argument("--with-parent", action="store_true", help="end when the process that started it has ended")

    def handle(self, *args: Any, every: float, once: bool, with_parent: bool, **options: Any) -> None:
        parent = os.getppid()
        with at_work() as name:
            worker = new_worker(name)
            worker.configure_signals()
            while worker.running and not (with_parent and os.getppid() != parent):
                done = self.do_all(worker)
                if once and done:
                    return
                close_old_connections()
                time.sleep(every)

    def do_all(self, worker: Worker) -> bool:
        """False where the database could not be asked: it may be locked for long, or start again."""
        try:
            take_up_again(now())
            if DBTaskResult.objects.ready().filter(backend_name=BACKGROUND).exists():
                worker.run()
        except OperationalError:
            log.exception("The worker could not ask the database and tries again.")
            return False
        return True


def new_worker(name: str) -> Worker:
    """Runs what waits and returns: to look for more is ours, which locks nothing where nothing waits."""
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name=BACKGROUND,
        interval=0,
        batch=True,
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
