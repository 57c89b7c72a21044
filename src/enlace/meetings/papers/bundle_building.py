"""A bundle is built in the background: everything that its reader may read at that moment, in one file."""

import secrets
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.tasks import task
from django.utils.timezone import localtime
from django.utils.translation import override

from enlace.accounts.models import User
from enlace.core.background import BACKGROUND
from enlace.core.clock import now
from enlace.core.confined import TooMuch
from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.files.kinds import extension
from enlace.files.models import private_storage
from enlace.meetings.models import Bundle
from enlace.meetings.papers.bundle_pdf import LeftOut, write_pdf
from enlace.meetings.papers.bundle_zip import Entry, write_zip
from enlace.meetings.papers.queries import Piece, pieces

FOLDER, WORKSHOP = "bundles", settings.CACHE / "bundles"
TOLD_EVERY = 0.5
ROOM_KEPT_FREE = 500 * 1024 * 1024


class Fault(Exception):
    """With the word for `Bundle.fault`: `nothing`, `room`, `large`, `broken`."""


@task(backend=BACKGROUND)
def build_bundle(bundle_id: int) -> None:
    """Done once, however often it is asked; a bundle that was removed meanwhile is not built."""
    bundle = Bundle.objects.select_related("user", "meeting").filter(pk=bundle_id, finished_at=None, fault="").first()
    if bundle is None:
        return
    try:
        with override(bundle.language):
            _build(bundle)
    except Fault as fault:
        Bundle.objects.filter(pk=bundle.pk, finished_at=None).update(fault=str(fault))
    except TooMuch:
        Bundle.objects.filter(pk=bundle.pk, finished_at=None).update(fault="large")
    except Exception:
        Bundle.objects.filter(pk=bundle.pk, finished_at=None).update(fault="broken")
        raise


def _build(bundle: Bundle) -> None:
    reader = User.objects.get(pk=bundle.user_id)
    found = [one for one in pieces(bundle.meeting, reader, bundle.language) if Path(_path(one)).is_file()]
    if not found:
        raise Fault("nothing")
    _must_have_room(found)
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORKSHOP) as folder:
        target, progress = Path(folder) / "whole", Progress(bundle.pk, len(found))
        if bundle.form == "pdf":
            progress.total += 1
            left = write_pdf(target, Path(folder), bundle.meeting, found, progress, localtime(now()))
        else:
            write_zip(target, _entries(found), progress)
            left = []
        _keep(bundle, target, found, left, progress.total)


def _keep(bundle: Bundle, made: Path, found: list[Piece], left: list[LeftOut], total: int) -> None:
    name = f"{FOLDER}/{secrets.token_hex(16)}"
    path = Path(private_storage().path(name))
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    made.chmod(0o640)
    size = made.stat().st_size
    shutil.move(made, path)
    kept = Bundle.objects.filter(pk=bundle.pk, finished_at=None).update(
        versions=[one.edition.version.pk for one in found],
        left_out=[{"paper": one.piece.paper.pk, "why": one.why} for one in left],
        total=total,
        done=total,
        finished_at=now(),
        content=name,
        size=size,
    )
    if not kept:
        path.unlink()


@dataclass
class Progress:
    """Writes down how far it is, twice a second at the most."""

    bundle_id: int
    total: int
    last: float = field(default=0.0)

    def __call__(self, done: int) -> None:
        if time.monotonic() - self.last > TOLD_EVERY:
            Bundle.objects.filter(pk=self.bundle_id).update(done=done, total=self.total)
            self.last = time.monotonic()


def _path(piece: Piece) -> str:
    return piece.edition.version.content.path


def _must_have_room(found: list[Piece]) -> None:
    """For the copies that are made on the way and for what comes of them."""
    size = sum(one.edition.version.size for one in found)
    if shutil.disk_usage(settings.DATA).free < 3 * size + ROOM_KEPT_FREE:
        raise Fault("room")


def _entries(found: list[Piece]) -> list[Entry]:
    """Days and sessions carry numbers, so that folders lie in the order of the agenda."""
    days = sorted({one.heading.day for one in found})
    sessions: dict[int, int] = {}
    for one in found:
        sessions.setdefault(one.heading.session_id, len(sessions) + 1)
    places: dict[int, int] = {}
    entries = []
    for one in found:
        place = places[one.heading.session_id] = places.get(one.heading.session_id, 0) + 1
        day = f"{days.index(one.heading.day) + 1} {date_in_words(one.heading.day, current_language())}"
        session = f"{sessions[one.heading.session_id]:02} {one.heading.title}"
        name = f"{place:02} {one.paper.title.in_language(one.edition.language)} ({one.edition.language})"
        version: Any = one.edition.version
        entries.append(Entry((day, session), name, extension(version.name), Path(_path(one)), localtime(version.at)))
    return entries


def forget_workshops(moment: datetime) -> int:
    """What a worker that was killed left behind."""
    old = [path for path in WORKSHOP.glob("*") if path.stat().st_mtime < moment.timestamp() - 24 * 3600]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)
