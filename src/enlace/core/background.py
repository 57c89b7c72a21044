"""Work that nobody waits for: tasks in the database, done by `./enlace worker`.

A worker holds a lock on a file of its own as long as it lives, however it ends. What it was at when it was killed is
thereby found again, at once, by the next worker of the same data folder; those of other machines count as gone after
an hour.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from django.conf import settings
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from enlace.core.clock import now as clock
from enlace.core.findings import Finding

BACKGROUND = "background"
"""The name in the setting TASKS; what is `default` is done at once, as the CMS wants its own."""
WAITED_TOO_LONG, LASTED_TOO_LONG, KEPT_FOR = timedelta(minutes=10), timedelta(hours=1), timedelta(days=7)
MOST_TRIES = 3
FOLDER = settings.CACHE / "workers"


@contextmanager
def at_work(folder: Path = FOLDER) -> Iterator[str]:
    """The name of a worker, which counts as living while the block lasts and the process too."""
    path = folder / f"{_name_of(folder)}-{secrets.token_hex(8)}"
    with path.open("w") as file:
        flock(file, LOCK_EX)
        yield path.name
        path.unlink(missing_ok=True)


def is_gone(worker: str, started_at: datetime | None, moment: datetime, folder: Path = FOLDER) -> bool:
    if not worker.startswith(_name_of(folder)):
        return started_at is None or started_at < moment - LASTED_TOO_LONG
    try:
        with (folder / worker).open("r") as file:
            flock(file, LOCK_EX | LOCK_NB)
            return True
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False


def _name_of(folder: Path) -> str:
    """What the names of all workers begin with that share this folder."""
    path = folder / "name"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".name.{secrets.token_hex(8)}"
        draft.write_text(secrets.token_hex(8))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def take_up_again(moment: datetime) -> int:
    """Let what a worker was at when it was killed be done by another; after three tries it counts as failed."""
    count = 0
    for task in DBTaskResult.objects.running():
        if not is_gone(task.worker_ids[-1] if task.worker_ids else "", task.started_at, moment):
            continue
        again = len(task.worker_ids) < MOST_TRIES
        changed = {"status": TaskResultStatus.READY} if again else {"status": TaskResultStatus.FAILED}
        failed = {} if again else {"finished_at": moment, "traceback": "Its worker was killed each time."}
        mine = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
        count += mine.update(**changed, **failed)
    return count


def forget_finished_tasks(now: datetime) -> int:
    """What was done more than a week ago, and the locks that killed workers left behind."""
    for path in FOLDER.glob("*-*"):
        if path.stat().st_mtime < (now - KEPT_FOR).timestamp() and is_gone(path.name, None, now):
            path.unlink(missing_ok=True)
    count, _ = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT_FOR).delete()
    return count


def check_background_work() -> Iterator[Finding]:
    moment = clock()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=moment - WAITED_TOO_LONG).count()
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=moment - timedelta(days=1)).count()
    if waiting:
        sentence = f"{waiting} tasks have waited for more than ten minutes: nobody does the work in the background."
        yield Finding("bad", f"{sentence} Start ./enlace serve, which brings a worker along, or ./enlace worker.")
    else:
        yield Finding("ok", "No task of the background has waited for long.")
    if failed:
        yield Finding("warn", f"{failed} tasks of the background failed since yesterday. The log says why.")
