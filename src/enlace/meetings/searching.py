"""What of meetings is searched: meetings, sessions as the agenda was published, and decisions.

Papers, minutes and delegations have readers of their own and are not searched.
"""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from enlace.core.searchable import Indexed, Searchable, addressed_by_number, affected_through, joined, shortened
from enlace.meetings.agenda.facts import Item, facts_of, item_from
from enlace.meetings.agenda.readers import lets_in_all_of
from enlace.meetings.models import Decision, Meeting, Session, SessionVersion


def searchable_meetings() -> Searchable:
    return Searchable(
        kind="meeting",
        label=_("Meetings"),
        singular=Meeting._meta.verbose_name,
        seen=Meeting.objects.visible_to,
        addresses=addressed_by_number("meetings:meeting"),
        read=read_meetings,
        affected=affected_through(
            Meeting, {"network.organisation": ("host", "co_organisers", "supporters"), "themes.theme": "themes"}
        ),
    )


def read_meetings(ids: Collection[int]) -> Iterator[Indexed]:
    meetings = Meeting.objects.filter(pk__in=ids).select_related("host__state").order_by("pk")
    for one in meetings.prefetch_related("themes", "co_organisers", "supporters"):
        bodies = [body.name for body in [one.host, *one.co_organisers.all(), *one.supporters.all()] if body]
        yield Indexed(
            id=one.pk,
            titles=one.title,
            texts=joined(one.text, one.place, *bodies),
            day=one.begins_on.isoformat()[: 10 if one.precision == "day" else 7],
            themes=tuple(theme.slug for theme in one.themes.all()),
            states=(one.host.state.code,) if one.host and one.host.state else (),
        )


def searchable_sessions() -> Searchable:
    return Searchable(
        kind="session",
        label=_("Sessions"),
        singular=Session._meta.verbose_name,
        seen=Session.objects.visible_to,
        addresses=addressed_by_number("meetings:session"),
        read=read_sessions,
        affected=affected_through(Session, {"meetings.meeting": "meeting", "themes.theme": "themes"}),
    )


def read_sessions(ids: Collection[int]) -> Iterator[Indexed]:
    """As last published; one that never was, as it is drafted, since none but those who draft it see it.

    Left out are breaks, what the last publication does not have, and what was written down for fewer than see it now:
    that shows with the next publication.
    """
    published = set(SessionVersion.objects.filter(session__in=ids).values_list("session", flat=True))
    current = dict(SessionVersion.objects.current().filter(session__in=ids).values_list("session", "facts"))
    for one in Session.objects.filter(pk__in=ids).order_by("pk").prefetch_related("observers", "themes"):
        observers = [organisation.pk for organisation in one.observers.all()]
        drafted = facts_of(one, observers)
        item = item_from(drafted | current.get(one.pk, {}))
        hidden = one.pk in published and (one.pk not in current or not lets_in_all_of(item, item_from(drafted)))
        if not (hidden or item.is_break):
            yield _session(one, item)


def _session(session: Session, item: Item) -> Indexed:
    return Indexed(
        id=session.pk,
        titles=item.title,
        texts=joined(item.summary, *(speaker.shown_as for speaker in item.speakers)),
        day=item.day.isoformat(),
        themes=tuple(theme.slug for theme in session.themes.all()),
    )


def searchable_decisions() -> Searchable:
    ways = {
        "meetings.meeting": "meeting",
        "meetings.approval": "meeting__approvals",
        "meetings.approvalanswer": "meeting__approvals__answers",
        "network.organisation": "organisation",
        "themes.theme": "meeting__themes",
    }
    return Searchable(
        kind="decision",
        label=_("Decisions"),
        singular=Decision._meta.verbose_name,
        seen=Decision.objects.visible_to,
        addresses=addressed_by_number("meetings:decision"),
        read=read_decisions,
        affected=affected_through(Decision, ways),
    )


def read_decisions(ids: Collection[int]) -> Iterator[Indexed]:
    """With the themes of its meeting, which whoever sees a decision sees too; those of its session may be hidden."""
    decisions = Decision.objects.filter(pk__in=ids).select_related("meeting", "state", "organisation").order_by("pk")
    for one in decisions.prefetch_related("meeting__themes"):
        owner = one.organisation.name if one.organisation else one.owner
        yield Indexed(
            id=one.pk,
            titles={language: shortened(text) for language, text in one.text.items()},
            texts=joined(one.text, owner),
            day=one.meeting.ends_on.isoformat()[: 10 if one.meeting.precision == "day" else 7],
            themes=tuple(theme.slug for theme in one.meeting.themes.all()),
            states=(one.state.code,) if one.state else (),
        )
