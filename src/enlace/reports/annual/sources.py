"""The lists of records from which the figures of a year come, and the records as they were."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.network.dated import day_in_words
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.composer import Composer

type Row = Mapping[str, Any]


def of_members(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Members and observers of the network on %(day)s") % {"day": day_in_words(facts.day)}
    count = len(facts.composition.states) + len(facts.composition.observers)
    kept = composer.keep("members", _members(facts))
    return composer.source(label, f"{reverse('network:states')}?day={facts.day.isoformat()}", count, kept)


def of_meetings(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Meetings of %(year)s on record") % {"year": facts.year}
    kept = composer.keep("meetings", _meetings(facts, composer))
    return composer.source(label, reverse("meetings:meetings"), len(facts.meetings), kept)


def of_priorities(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Priorities adopted in %(year)s") % {"year": facts.year}
    kept = composer.keep("priorities", _priorities(facts, composer))
    return composer.source(label, reverse("consultations:priorities"), len(facts.priorities), kept)


def of_commitments(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Public commitments that stood in %(year)s, listed in annex B") % {"year": facts.year}
    kept = composer.keep("commitments", _commitments(facts, composer))
    return composer.source(label, reverse("commitments:commitments"), len(facts.commitments), kept)


def of_publications(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Publications of %(year)s in the library") % {"year": facts.year}
    kept = composer.keep("publications", _publications(facts, composer))
    return composer.source(label, reverse("library:library"), len(facts.publications), kept)


def _members(facts: AnnualFacts) -> Iterator[Row]:
    for state in facts.composition.states:
        yield _row(state.state, state.state.name, part="state", code=state.state.code, since=state.since.isoformat())
    for one in facts.composition.observers:
        yield _row(one.organisation, one.organisation.shown_name, part="observer", code="", since=one.since.isoformat())


def _meetings(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for shown in facts.meetings:
        meeting = shown.meeting
        yield _row(
            meeting,
            meeting.shown_title,
            begins_on=meeting.begins_on.isoformat(),
            ends_on=meeting.ends_on.isoformat(),
            mode=meeting.mode,
            place=str(meeting.shown_place),
            host=str(meeting.host.shown_name) if meeting.host else "",
            states_present=shown.there.number or 0,
            decisions=facts.decisions.get(meeting.pk, 0),
            illustrative=int(meeting.illustrative),
            address=composer.absolute(meeting.get_absolute_url()),
        )


def _priorities(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for one in facts.priorities:
        yield _row(
            one,
            one.shown_title,
            meeting=str(one.session.meeting.shown_title),
            adopted_on=one.adopted_on.isoformat(),
            illustrative=int(one.illustrative),
            address=composer.absolute(one.get_absolute_url()),
        )


def _commitments(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for one in facts.commitments:
        yield _row(
            one.commitment,
            one.commitment.shown_title,
            level=one.level,
            parties=", ".join(one.parties),
            made=int(one.made),
            renewed=int(one.renewed),
            stands=int(one.stands),
            outcome=one.outcome,
            reports=one.reports,
            evidence=one.evidence,
            illustrative=int(one.commitment.illustrative),
            address=composer.absolute(one.commitment.get_absolute_url()),
        )


def _publications(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for one in facts.publications:
        yield _row(
            one,
            one.shown_title,
            issued=one.issued,
            illustrative=int(one.illustrative),
            address=composer.absolute(one.get_absolute_url()),
        )


def _row(record: Any, title: object, **further: object) -> Row:
    return {"id": record.pk, "title": str(title)} | further
