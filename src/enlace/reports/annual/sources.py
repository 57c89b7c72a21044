"""The lists of records from which the figures of a year come, and the records as they were."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from enlace.commitments.dashboard.quarters import key_of
from enlace.meetings.editions.queries import ShownMeeting
from enlace.network.dated import day_in_words
from enlace.reports.annual.facts import AnnualFacts, Articles
from enlace.reports.document.composer import Composer

type Row = Mapping[str, Any]


def of_members(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Members and observers of the network on %(day)s") % {"day": day_in_words(facts.day)}
    count = len(facts.composition.states) + len(facts.composition.observers)
    kept = composer.keep("members", _members(facts, composer))
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
    label = _("Public commitments that stood in %(year)s, listed in the annex") % {"year": facts.year}
    kept = composer.keep("commitments", _commitments(facts, composer))
    return composer.source(label, reverse("commitments:commitments"), len(facts.commitments), kept)


def of_publications(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Publications of %(year)s in the library") % {"year": facts.year}
    kept = composer.keep("publications", _publications(facts, composer))
    return composer.source(label, reverse("library:library"), len(facts.publications), kept)


def of_meeting(shown: ShownMeeting, facts: AnnualFacts, composer: Composer) -> int:
    label = _("Record of the meeting: %(title)s") % {"title": shown.meeting.shown_title}
    kept = composer.keep("participants", _participants(facts, composer))
    return composer.source(label, shown.meeting.get_absolute_url(), 1, kept)


def of_progress(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Public reports of progress of %(year)s") % {"year": facts.year}
    kept = composer.keep("progress", _progress(facts, composer))
    path = f"{reverse('commitments:commitments')}?reported={key_of(facts.day)}"
    return composer.source(label, path, sum(one.reports for one in facts.commitments), kept)


def of_strategies(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Joint strategies published in %(year)s") % {"year": facts.year}
    kept = composer.keep("strategies", _strategies(facts, composer))
    return composer.source(label, reverse("commitments:strategies"), len(facts.strategies), kept)


def of_news(facts: AnnualFacts, composer: Composer) -> int:
    return _of_articles("news", _("News of %(year)s on the site"), facts.news, facts, composer)


def of_stories(facts: AnnualFacts, composer: Composer) -> int:
    return _of_articles("stories", _("Stories of impact of %(year)s on the site"), facts.stories, facts, composer)


def of_secretariat(facts: AnnualFacts, composer: Composer) -> int:
    found = facts.secretariat
    kept = composer.keep("secretariat", _secretariat(facts))
    label = _("The Technical Secretariat in the directory of the network")
    return composer.source(label, reverse("network:directory"), len(found.institutes) + len(found.offices), kept)


def _of_articles(name: str, label: str, articles: Articles, facts: AnnualFacts, composer: Composer) -> int:
    kept = composer.keep(name, _articles(articles, composer))
    path = f"{articles.address or '/'}?year={facts.year}"
    return composer.source(label % {"year": facts.year}, path, len(articles.pages), kept)


def _members(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for state in facts.composition.states:
        yield _row(
            state.state,
            state.state.name,
            part="state",
            code=state.state.code,
            since=state.since.isoformat(),
            illustrative=int(state.illustrative),
            address=composer.absolute(state.state.get_absolute_url()),
        )
    for one in facts.composition.observers:
        yield _row(
            one.organisation,
            one.organisation.shown_name,
            part="observer",
            code="",
            since=one.since.isoformat(),
            illustrative=int(one.illustrative),
            address="",
        )


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
        adopted_at = facts.adopted_at.get(one.pk)
        yield _row(
            one,
            one.shown_title,
            meeting=str(adopted_at.shown_title) if adopted_at else "",
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


def _participants(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for shown in facts.meetings:
        for state in shown.there.states:
            institution = facts.institutions.get((shown.meeting.pk, state.pk))
            yield _row(
                state,
                state.name,
                code=state.code,
                meeting=shown.meeting.pk,
                institution=str(institution.shown_name) if institution else "",
                illustrative=int(shown.there.illustrative or shown.meeting.illustrative),
                address=composer.absolute(state.get_absolute_url()),
            )


def _progress(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for one in facts.commitments:
        for report in one.progress:
            record = report.progress
            yield _row(
                record,
                one.commitment.shown_title,
                commitment=one.commitment.pk,
                reported_by=str(record.shown_body),
                reported_on=record.reported_on.isoformat(),
                percent="" if record.percent is None else record.percent,
                text=str(record.shown_text),
                evidence=report.evidence,
                illustrative=int(record.illustrative),
                address=composer.absolute(record.get_absolute_url()),
            )


def _strategies(facts: AnnualFacts, composer: Composer) -> Iterator[Row]:
    for one in facts.strategies:
        yield _row(
            one.strategy,
            one.content.title,
            states=", ".join(str(party.shown_body) for party in one.states),
            observers=", ".join(str(party.shown_body) for party in one.observers),
            published_on=localdate(one.strategy.published_at).isoformat(),
            illustrative=int(one.strategy.illustrative),
            address=composer.absolute(one.strategy.get_absolute_url()),
        )


def _articles(articles: Articles, composer: Composer) -> Iterator[Row]:
    for page in articles.pages:
        yield _row(
            page,
            page.title,
            language=page.locale.language_code,
            kind=page.kind,
            day=page.date.isoformat(),
            summary=page.summary,
            illustrative=int(page.illustrative),
            address=composer.absolute(page.get_url_parts()[2]),
        )


def _secretariat(facts: AnnualFacts) -> Iterator[Row]:
    """Offices are numbered here: the number of a mandate is nobody's to know."""
    for one in facts.secretariat.institutes:
        yield _row(one, one.shown_name, part="institute", illustrative=int(one.illustrative), address=one.website)
    for place, office in enumerate(facts.secretariat.offices, start=1):
        further = {"part": "office", "illustrative": int(office.illustrative), "address": ""}
        yield {"id": place, "title": str(office.shown_office)} | further


def _row(record: Any, title: object, **further: object) -> Row:
    return {"id": record.pk, "title": str(title)} | further
