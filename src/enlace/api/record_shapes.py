"""States, meetings, priorities and themes as the open data hold them: what everybody may know, and nothing else."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser

from enlace.api import shapes
from enlace.api.addresses import Addresses
from enlace.api.shapes import chosen
from enlace.consultations.models import Priority, PriorityReview
from enlace.core.clock import today
from enlace.core.languages import language_codes
from enlace.meetings.editions.queries import states_there
from enlace.meetings.models import Meeting
from enlace.network import models as network
from enlace.network.states import state_name
from enlace.themes.models import Theme

NOBODY = AnonymousUser()
"""For whom everything is asked, whoever asks."""


def name_of_state(code: str) -> dict[str, str]:
    return {language: state_name(code, language) for language in language_codes()}


def body_shape(state: network.State | None, organisation: network.Organisation | None) -> shapes.Body:
    if state is not None:
        return shapes.Body(kind="state", code=state.code, name=name_of_state(state.code))
    assert organisation is not None
    return shapes.Body(kind="organisation", id=organisation.pk, name=organisation.name)


def public_meetings(numbers: set[int]) -> set[int]:
    """Those of the meetings that everybody sees. One query."""
    if not numbers:
        return set()
    return set(Meeting.objects.visible_to(NOBODY).filter(pk__in=numbers).values_list("pk", flat=True))


def state_shapes(states: Sequence[network.State], addresses: Addresses) -> list[shapes.State]:
    day = today()
    spans: dict[int | None, list[network.Membership]] = {one.pk: [] for one in states}
    rows = network.Membership.objects.visible_to(NOBODY).filter(state__in=list(states))
    for span in rows.order_by("since", "pk"):
        spans[span.state_id].append(span)
    return [
        shapes.State(
            code=one.code,
            alpha3=one.alpha3,
            name=name_of_state(one.code),
            is_member=any(span.lasts_on(day) for span in spans[one.pk]),
            memberships=[
                shapes.Span(since=span.since, until=span.until, launched=span.launched, illustrative=span.illustrative)
                for span in spans[one.pk]
            ],
            links=addresses.links("state", one.code.lower(), "network:state"),
        )
        for one in states
    ]


def _host(organisation: network.Organisation | None) -> shapes.Organisation | None:
    if organisation is None:
        return None
    state = organisation.state.code if organisation.state else None
    return shapes.Organisation(id=organisation.pk, name=organisation.name, state=state)


def meeting_shapes(meetings: Sequence[Meeting], addresses: Addresses) -> list[shapes.Meeting]:
    """Of meetings with `host__state` at hand."""
    there = states_there(meetings)
    return [
        shapes.Meeting(
            id=one.pk,
            ordinal=one.ordinal,
            title=one.title,
            text=one.text,
            begins_on=one.begins_on,
            ends_on=one.ends_on,
            precision="month" if one.precision == "month" else "day",
            time_zone=one.time_zone,
            place=one.place,
            mode=chosen(one.mode),
            host=_host(one.host),
            states=sorted(state.code for state in there[one.pk].states),
            states_number=there[one.pk].number,
            states_illustrative=there[one.pk].illustrative,
            cancelled=one.cancelled_at is not None,
            source=one.source,
            illustrative=one.illustrative,
            links=addresses.links("meeting", one.pk, "meetings:meeting"),
        )
        for one in meetings
    ]


def priority_shapes(priorities: Sequence[Priority], addresses: Addresses) -> list[shapes.Priority]:
    """Of priorities with `challenge__state` and `session` at hand."""
    rows = PriorityReview.objects.visible_to(NOBODY).filter(priority__in=[one.pk for one in priorities])
    reviews: dict[int, list[PriorityReview]] = {one.pk: [] for one in priorities}
    for review in rows.select_related("session").order_by("reviewed_on", "pk"):
        reviews[review.priority_id].append(review)
    reviewed = {one.session.meeting_id for group in reviews.values() for one in group}
    public = public_meetings(reviewed | {one.session.meeting_id for one in priorities})
    return [
        shapes.Priority(
            id=one.pk,
            title=one.title,
            text=one.text,
            adopted_on=one.adopted_on,
            meeting=one.session.meeting_id if one.session.meeting_id in public else None,
            challenge=_challenge(one),
            concluded=bool(reviews[one.pk]) and reviews[one.pk][-1].outcome == "concluded",
            reviews=[_review(review, public) for review in reviews[one.pk]],
            illustrative=one.illustrative,
            links=addresses.links("priority", one.pk, "consultations:priority"),
        )
        for one in priorities
    ]


def _challenge(priority: Priority) -> shapes.Challenge:
    """Public since a priority that was adopted answers it."""
    one = priority.challenge
    return shapes.Challenge(
        id=one.pk,
        title=one.title,
        text=one.text,
        level=chosen(one.approach),
        proposed_by=one.state.code if one.state else None,
        illustrative=one.illustrative,
    )


def _review(review: PriorityReview, public: set[int]) -> shapes.Review:
    meeting = review.session.meeting_id
    return shapes.Review(
        reviewed_on=review.reviewed_on,
        outcome=chosen(review.outcome),
        note=review.note,
        meeting=meeting if meeting in public else None,
    )


def theme_shapes(themes: Sequence[Theme], addresses: Addresses) -> list[shapes.Theme]:
    """Of themes with `broader`, `narrower` and `related` at hand."""
    return [
        shapes.Theme(
            slug=one.slug,
            label=one.label,
            alternatives=one.alternatives,
            definition=one.definition,
            broader=one.broader.slug if one.broader else None,
            narrower=sorted(other.slug for other in one.narrower.all()),
            related=sorted(other.slug for other in one.related.all()),
            links=addresses.links("theme", one.slug),
        )
        for one in themes
    ]
