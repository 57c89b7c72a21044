"""Meetings, sessions, commitments and mechanisms of a publication, offered to choose and found by address."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Commitment
from enlace.library.models import Publication
from enlace.mechanisms.models import Mechanism
from enlace.meetings.models import Meeting, Session

MODELS: dict[str, Any] = {
    "meetings": Meeting,
    "sessions": Session,
    "commitments": Commitment,
    "mechanisms": Mechanism,
}
PARAMETERS = {
    "meeting_id": "meetings",
    "session_id": "sessions",
    "commitment_id": "commitments",
    "mechanism_id": "mechanisms",
}
MOST_LINES = 200


def linked_to(publication: Publication | None) -> dict[str, set[int]]:
    """The numbers of what it belongs to, by the name of the field."""
    if publication is None:
        return {name: set() for name in MODELS}
    return {name: set(getattr(publication, name).values_list("pk", flat=True)) for name in MODELS}


def records_at(addresses: Iterable[str], reader: Anyone) -> dict[str, list[Any]]:
    """By the name of the field. Raises ValidationError with the line where nothing stands that the reader sees."""
    found: dict[str, list[Any]] = {name: [] for name in MODELS}
    lines = [line.strip() for line in addresses if line.strip()]
    if len(lines) > MOST_LINES:
        sentence = _("These are more than %(most)d addresses. Add them in several turns.")
        raise ValidationError(sentence % {"most": MOST_LINES})
    for line in lines:
        name, record = _record_at(line, reader)
        if record is None:
            sentence = _(
                "No meeting, session, commitment or mechanism stands at “%(address)s”. Copy the address of its page."
            )
            raise ValidationError(sentence % {"address": line[:120]})
        found[name].append(record)
    return found


def _record_at(address: str, reader: Anyone) -> tuple[str, Any]:
    """The innermost record that an address of this site names."""
    try:
        named = resolve(urlsplit(address).path).kwargs
    except (Resolver404, ValueError):
        return "", None
    for parameter, name in reversed(PARAMETERS.items()):
        if parameter in named:
            return name, MODELS[name].objects.visible_to(reader).filter(pk=named[parameter]).first()
    return "", None
