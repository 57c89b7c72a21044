"""Papers of a session: prepared unseen, released to their audience, each language with a file and its versions."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.languages import language_codes
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.files.actions import add_file, add_version, erase_file
from enlace.files.queries import files_of
from enlace.files.storing import atomic_with_files
from enlace.meetings.models import Paper, PaperText, Session
from enlace.meetings.papers.rules import (
    can_add_paper,
    can_change_paper,
    can_release_paper,
    can_remove_paper,
    can_take_back_paper,
    is_within_reach,
)
from enlace.network.audiences import Audience


@transaction.atomic
def add_paper(
    session: Session,
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    audience: str = Audience.MEMBERS,
    illustrative: bool = False,
) -> Paper:
    """The last of its session; its organisers alone see it until it is released."""
    require(can_add_paper(by, session))
    last = session.papers.aggregate(last=Max("order"))["last"]
    paper = Paper(session=session, order=0 if last is None else last + 1, illustrative=illustrative)
    _set(paper, by, title, audience)
    record("add_paper", paper, by=by, after={"session": session.pk} | _facts(paper))
    return paper


@transaction.atomic
def change_paper(paper: Paper, *, by: Anyone | None, title: Mapping[str, str], audience: str) -> Paper:
    """A wider or narrower audience counts at once, also for files that were made of several papers."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    require(can_change_paper(by, paper))
    before = _facts(paper)
    _set(paper, by, title, audience)
    record("change_paper", paper, by=by, before=before, after=_facts(paper))
    return paper


def _set(paper: Paper, by: Anyone | None, title: Mapping[str, str], audience: str) -> None:
    paper.title, paper.audience = Texts(title), audience
    paper.full_clean(exclude=["session"])
    if not is_within_reach(by, paper):
        raise ValidationError({"audience": _("You would not see this paper any more. Choose another audience.")})
    paper.save()


def _facts(paper: Paper) -> dict[str, Any]:
    return {"audience": str(paper.audience)}


@transaction.atomic
def release_paper(paper: Paper, *, by: Anyone | None) -> Paper:
    """From now on its audience reads it. Nobody is told by mail: see `tell_of_papers`."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    require(can_release_paper(by, paper))
    paper.released_at = now()
    paper.save(update_fields=["released_at"])
    record("release_paper", paper, by=by, after=_facts(paper) | {"released_at": paper.released_at.isoformat()})
    return paper


@transaction.atomic
def take_back_paper(paper: Paper, *, by: Anyone | None) -> Paper:
    """Its audience reads it no more; who has it already keeps it."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    require(can_take_back_paper(by, paper))
    paper.released_at = None
    paper.save(update_fields=["released_at"])
    record("take_back_paper", paper, by=by)
    return paper


@transaction.atomic
def move_paper(paper: Paper, *, by: Anyone | None, earlier: bool) -> bool:
    """Change places with the paper before or after it, of those that are seen; False at the end of the list."""
    require(can_change_paper(by, paper))
    papers = list(Paper.objects.select_for_update().filter(session=paper.session_id))
    place = papers.index(paper)
    other = next((n for n in _places(place, len(papers), earlier) if is_within_reach(by, papers[n])), None)
    if other is None:
        return False
    papers.insert(other, papers.pop(place))
    for order, one in enumerate(papers):
        Paper.objects.filter(pk=one.pk).exclude(order=order).update(order=order)
    record("move_paper", paper, by=by, before={"place": place + 1}, after={"place": other + 1})
    return True


def _places(place: int, count: int, earlier: bool) -> range:
    return range(place - 1, -1, -1) if earlier else range(place + 1, count)


@transaction.atomic
def remove_paper(paper: Paper, *, by: Anyone | None) -> None:
    """With the contents of its files."""
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    require(can_remove_paper(by, paper))
    for text in paper.texts.all():
        _erase_files(text, by)
    record("remove_paper", paper, by=by, before={"session": paper.session_id} | _facts(paper))
    paper.delete()


@atomic_with_files()
def add_paper_text(paper: Paper, language: str, upload: Any, *, by: Anyone | None) -> PaperText:
    """The file of a paper in a language; where there is one already, its next version.

    Raises ValidationError for `language` or `file`.
    """
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    require(can_change_paper(by, paper))
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the languages of the network.")})
    text, _made = PaperText.objects.get_or_create(paper=paper, language=language)
    kept = files_of(text).first()
    if kept:
        add_version(kept, upload, by=by)
    else:
        add_file(text, upload, by=by)
    record("add_paper_text", paper, by=by, after={"language": language})
    return text


@transaction.atomic
def remove_paper_text(text: PaperText, *, by: Anyone | None) -> None:
    """A language of a paper, with the contents of its file; a released paper keeps at least one."""
    paper = Paper.objects.select_for_update().get(pk=text.paper_id)
    require(can_change_paper(by, paper))
    if paper.released_at and paper.texts.count() == 1:
        sentence = _("A released paper keeps its last language. Take the paper back first, then remove it.")
        raise ValidationError(sentence)
    _erase_files(text, by)
    record("remove_paper_text", paper, by=by, before={"language": text.language})
    text.delete()


def _erase_files(text: PaperText, by: Anyone | None) -> None:
    for file in files_of(text):
        erase_file(file, by=by)
