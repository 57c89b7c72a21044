"""Circulars: written and changed until they are sent, once, and never after."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.files.actions import erase_file
from enlace.files.queries import files_of
from enlace.network.audiences import Audience
from enlace.network.circular_mail import mail_circular, readers_of
from enlace.network.models import Circular, Person
from enlace.network.rules import (
    can_change_circular,
    can_discard_circular,
    can_send_circular,
    can_write_circular,
)


@transaction.atomic
def write_circular(
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    text: Mapping[str, str] | None = None,
    audience: str = Audience.MEMBERS,
    invited: Iterable[Person] = (),
    illustrative: bool = False,
) -> Circular:
    """A draft, which the secretariat alone sees. `invited` are those named, for that audience alone."""
    require(can_write_circular(by))
    circular = Circular(by=by if isinstance(by, User) else None, illustrative=illustrative)
    _set(circular, title, text or {}, audience, list(invited))
    record("write_circular", circular, by=by, after=_facts(circular))
    return circular


@transaction.atomic
def change_circular(
    circular: Circular,
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    text: Mapping[str, str],
    audience: str,
    invited: Iterable[Person] = (),
) -> Circular:
    circular = Circular.objects.select_for_update().get(pk=circular.pk)
    require(can_change_circular(by, circular))
    before = _facts(circular)
    _set(circular, title, text, audience, list(invited))
    record("change_circular", circular, by=by, before=before, after=_facts(circular))
    return circular


def _set(
    circular: Circular, title: Mapping[str, str], text: Mapping[str, str], audience: str, invited: list[Person]
) -> None:
    circular.title, circular.text, circular.audience = Texts(title), Texts(text), audience
    circular.full_clean(exclude=["by"])
    if audience == Audience.INVITED and not invited:
        raise ValidationError({"invited": _("Name at least one person, or choose another audience.")})
    circular.save()
    circular.invited.set(invited if audience == Audience.INVITED else ())


def _facts(circular: Circular) -> dict[str, Any]:
    invited = sorted(circular.invited.values_list("pk", flat=True))
    return {"audience": str(circular.audience)} | ({"invited": invited} if invited else {})


@transaction.atomic
def send_circular(circular: Circular, *, by: Anyone | None) -> int:
    """Open it to its audience and tell each of them by mail, in their language; the number of mails.

    Whoever comes second is refused, so that nobody is told twice.
    """
    require(can_send_circular(by, circular))
    moment = now()
    require(bool(Circular.objects.filter(pk=circular.pk, sent_at=None).update(sent_at=moment)))
    circular.refresh_from_db()
    readers = list(readers_of(circular, today()))
    for person in readers:
        mail_circular(circular, person)
    told = {"sent_at": moment.isoformat(), "people": len(readers)}
    record("send_circular", circular, by=by, after=_facts(circular) | told)
    return len(readers)


@transaction.atomic
def discard_circular(circular: Circular, *, by: Anyone | None) -> None:
    """A draft that was not wanted after all, with the contents of its files."""
    circular = Circular.objects.select_for_update().get(pk=circular.pk)
    require(can_discard_circular(by, circular))
    for file in files_of(circular):
        erase_file(file, by=by)
    record("discard_circular", circular, by=by, before=_facts(circular))
    circular.delete()
