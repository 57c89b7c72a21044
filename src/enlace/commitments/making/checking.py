"""What is wrong with a commitment or an act as it was given, in sentences that say what to do."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body
from enlace.commitments.lineage.life import Life
from enlace.commitments.models import Commitment
from enlace.consultations.models import Approach
from enlace.core.clock import today
from enlace.meetings.models import Meeting
from enlace.network.audiences import Audience
from enlace.network.dated import day_in_words
from enlace.network.models import OBSERVER_SECTORS, Membership, Organisation, State

ORDER = {Audience.PUBLIC: 0, Audience.NETWORK: 1, Audience.MEMBERS: 2, Audience.SECRETARIAT: 3}
"""From the widest audience to the narrowest."""


def of_kind(bodies: Iterable[Body], kind: str) -> set[int]:
    return {pk for one, pk in bodies if one == kind}


def check_members(parties: frozenset[Body]) -> None:
    """Raises ValidationError at `parties` where one is no member state or observer today."""
    rows = Membership.objects.on(today()).values_list("state", "organisation")
    belong = {("state", state) if state else ("organisation", organisation) for state, organisation in rows}
    if not parties <= belong:
        sentence = _("One of them is no member state or observer today. Choose among those that are.")
        raise ValidationError({"parties": sentence})


def check_known(parties: frozenset[Body]) -> None:
    """The same for what was promised on paper, where it may be a member or an observer of the past."""
    states, organisations = of_kind(parties, "state"), of_kind(parties, "organisation")
    found = State.objects.filter(pk__in=states).count() if states else 0
    if organisations:
        found += Organisation.objects.filter(pk__in=organisations, sector__in=OBSERVER_SECTORS).count()
    if found != len(parties):
        raise ValidationError({"parties": _("One of them is no state and no observer on record. Add it first.")})


def check_approach(approach: str, parties: frozenset[Body]) -> None:
    """Raises ValidationError at `approach` or `parties`: who promises must fit the level."""
    if approach not in Approach.values:
        raise ValidationError({"approach": _("Choose a level: local, national, binational or regional.")})
    if not parties:
        raise ValidationError({"parties": _("Choose who promises it: at least one state or observer.")})
    if approach == Approach.BINATIONAL and len(of_kind(parties, "state")) != 2:
        sentence = _("A binational commitment is one of exactly two states. Choose two, or another level.")
        raise ValidationError({"parties": sentence})
    if approach == Approach.REGIONAL and len(parties) < 2:
        sentence = _("A regional commitment is one of two or more. Choose who else promises it, or another level.")
        raise ValidationError({"parties": sentence})


def check_meeting(meeting: Meeting | None, by: Anyone | None) -> None:
    """Raises ValidationError at `meeting` where the actor does not see it, or where it was not held."""
    if meeting is None:
        return
    if by is not None and not Meeting.objects.visible_to(by).filter(pk=meeting.pk).exists():
        raise ValidationError({"meeting": _("This meeting is not on record for you. Choose another, or none.")})
    if meeting.cancelled_at is not None:
        raise ValidationError({"meeting": _("This meeting was cancelled. Choose another, or none.")})
    if meeting.begins_on > today():
        sentence = _("This meeting begins on %(day)s. Wait until then, or choose no meeting.")
        raise ValidationError({"meeting": sentence % {"day": day_in_words(meeting.begins_on)}})


def checked_day(day: date | None, meeting: Meeting | None, life: Life) -> date:
    """The last day of the meeting, or today, where none is given. Raises ValidationError at `happened_on`."""
    before = max((one.happened_on for one in life.events if one.taken_back_at is None), default=date.min)
    if day is None:
        return max(min(today(), meeting.ends_on) if meeting else today(), before)
    if day > today():
        raise ValidationError({"happened_on": _("This day lies ahead. Give the day on which it was done.")})
    if day < before:
        sentence = _("What came before it happened on %(day)s. Give that day or a later one.")
        raise ValidationError({"happened_on": sentence % {"day": day_in_words(before)}})
    if meeting and day < meeting.begins_on:
        sentence = _("The meeting began on %(day)s. Give that day or a later one, or choose another meeting.")
        raise ValidationError({"happened_on": sentence % {"day": day_in_words(meeting.begins_on)}})
    return day


def check_due(due_on: date | None, day: date) -> None:
    if due_on is not None and due_on < day:
        raise ValidationError({"due_on": _("It is to be achieved before it was promised. Give a later day, or none.")})


def check_title(title: Mapping[str, str]) -> None:
    if not any(title.values()):
        raise ValidationError({"title": _("Write in one sentence what is promised.")})


def check_lengths(record: Any, names: Iterable[str]) -> None:
    """Raises ValidationError at the field whose text is too long in one of its languages."""
    for name in names:
        longest = max((len(text) for text in getattr(record, name).values()), default=0)
        limit = record._meta.get_field(name).each
        if limit and longest > limit:
            sentence = _("This has %(length)d characters, and %(limit)d is the most. Shorten it.")
            raise ValidationError({name: sentence % {"length": longest, "limit": limit}})


def check_successor(successor: Commitment | None, outcome: str, commitment: Commitment, by: Anyone | None) -> None:
    """Raises ValidationError at `successor`: what takes its place stands, and who closes it sees that."""
    if outcome != "superseded":
        if successor is not None:
            sentence = _("Another takes its place only where it is superseded. Choose that, or none.")
            raise ValidationError({"successor": sentence})
        return
    if successor is None:
        raise ValidationError({"successor": _("Choose the commitment that takes its place.")})
    seen = Commitment.objects.all() if by is None else Commitment.objects.visible_to(by)
    if successor.pk == commitment.pk or not seen.standing().filter(pk=successor.pk).exists():
        raise ValidationError({"successor": _("What takes its place is another commitment that stands. Choose one.")})


def check_source(source: Mapping[str, str]) -> None:
    if not any(source.values()):
        raise ValidationError({"source": _("Name the document in which this stands.")})
