"""The lists of records from which the record of a meeting comes, and the records as they were."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.network.dated import day_in_words
from enlace.reports.document.composer import Composer
from enlace.reports.meeting.acts import Act, SinceLast
from enlace.reports.meeting.facts import Ground, MeetingFacts

type Row = Mapping[str, Any]


def of_meeting(facts: MeetingFacts, composer: Composer) -> int:
    meeting = facts.meeting
    label = _("Record of the meeting: %(title)s") % {"title": meeting.shown_title}
    row = _row(
        meeting,
        meeting.shown_title,
        composer,
        ordinal=meeting.ordinal or "",
        begins_on=meeting.begins_on.isoformat(),
        ends_on=meeting.ends_on.isoformat(),
        mode=meeting.mode,
        place=str(meeting.shown_place),
        host=str(meeting.host.shown_name) if meeting.host else "",
        co_organisers=_listed(one.shown_name for one in facts.co_organisers),
        supporters=_listed(one.shown_name for one in facts.supporters),
        states_present=facts.there.number,
    )
    return composer.source(label, meeting.get_absolute_url(), 1, composer.keep("meeting", [row]))


def of_states(facts: MeetingFacts, composer: Composer) -> int:
    """With the institution of each state's focal point."""
    known = facts.institutions
    rows = [
        _row(
            one,
            one.name,
            composer,
            code=one.code,
            institution=str(known[one.pk].shown_name) if one.pk in known else "",
            illustrative=int(facts.there.illustrative or (one.pk in known and known[one.pk].illustrative)),
        )
        for one in facts.there.states
    ]
    kept = composer.keep("states_present", rows)
    address = f"{facts.meeting.get_absolute_url()}#states"
    past = facts.meeting.is_over
    label = _("States that took part in the meeting") if past else _("States that take part in the meeting")
    return composer.source(label, address, facts.there.number, kept)


def of_observers(facts: MeetingFacts, composer: Composer) -> int:
    day = facts.meeting.begins_on
    rows = [
        {"id": one.organisation.pk, "title": str(one.organisation.shown_name), "sector": one.organisation.sector}
        | {"since": one.since.isoformat(), "illustrative": int(one.illustrative)}
        for one in facts.observers
    ]
    label = _("Observers of the network on %(day)s") % {"day": day_in_words(day)}
    address = f"{reverse('network:states')}?day={day.isoformat()}"
    return composer.source(label, address, len(rows), composer.keep("observers", rows))


def of_sessions(facts: MeetingFacts, composer: Composer) -> int:
    rows = [
        {
            "id": one.id,
            "title": str(one.item.shown_title),
            "kind": one.item.kind,
            "day": one.item.day.isoformat(),
            "begins": one.item.begins.isoformat("minutes"),
            "ends": one.item.ends.isoformat("minutes"),
            "speakers": _listed(
                f"{speaker.shown_name} ({speaker.part}, {speaker.sector})" for speaker in one.item.speakers
            ),
            "illustrative": int(one.item.illustrative),
            "address": composer.absolute(reverse("meetings:session", args=[one.id])),
        }
        for one in facts.held
    ]
    address = reverse("meetings:agenda", args=[facts.meeting.pk])
    label = _("Public sessions of the agenda, as it was published")
    return composer.source(label, address, len(rows), composer.keep("sessions", rows))


def of_adopted(facts: MeetingFacts, composer: Composer) -> int:
    rows = [
        _row(one, one.shown_title, composer, adopted_on=one.adopted_on.isoformat(), illustrative=int(one.illustrative))
        for one in facts.adopted
    ]
    label = _("Priorities adopted at the meeting")
    return composer.source(label, reverse("consultations:priorities"), len(rows), composer.keep("priorities", rows))


def of_reviews(facts: MeetingFacts, composer: Composer) -> int:
    rows = [
        _row(
            one,
            one.priority.shown_title,
            composer,
            reviewed_on=one.reviewed_on.isoformat(),
            outcome=one.outcome,
            note=str(one.shown_note),
            illustrative=int(one.priority.illustrative),
        )
        for one in facts.reviews
    ]
    address = f"{reverse('consultations:priorities')}#reviewed"
    label = _("Reviews of priorities at the meeting")
    return composer.source(label, address, len(rows), composer.keep("reviews", rows))


def of_ground(ground: Ground, facts: MeetingFacts, composer: Composer) -> int:
    """All statements of all consultations stand in one list."""
    rows = [
        {
            "id": one.statement.id,
            "title": str(one.statement.text),
            "consultation": str(each.consultation.shown_question),
            "agree": one.tally.agree,
            "disagree": one.tally.disagree,
            "pass": one.tally.passed,
            "common": int(one.common),
            "illustrative": int(each.consultation.illustrative),
            "address": composer.absolute(each.consultation.result.get_absolute_url()),
        }
        for each in facts.grounds
        for one in each.result.consensus
    ]
    label = _("Result of the consultation: %(question)s") % {"question": ground.consultation.shown_question}
    address, kept = ground.consultation.result.get_absolute_url(), composer.keep("statements", rows)
    return composer.source(label, address, len(ground.result.consensus), kept)


def of_acts(facts: MeetingFacts, composer: Composer) -> int:
    kept = composer.keep("commitments", _acts(facts.acts, composer))
    address = f"{reverse('commitments:commitments')}?meeting={facts.meeting.pk}"
    return composer.source(_("Public commitments of the meeting"), address, len(facts.acts), kept)


def of_since(since: SinceLast, composer: Composer) -> int:
    kept = composer.keep("initiatives", _acts(since.acts, composer))
    label = _("Public acts of commitments between the two meetings")
    return composer.source(label, reverse("commitments:commitments"), len(since.acts), kept)


def of_progress(since: SinceLast, composer: Composer) -> int:
    rows = [
        _row(
            one,
            one.commitment.shown_title,
            composer,
            by=str(one.shown_body),
            as_of=one.reported_on.isoformat(),
            percent="" if one.percent is None else one.percent,
            level=one.commitment.approach,
            evidence=since.evidence.get(one.pk, 0),
            illustrative=int(one.illustrative),
        )
        for one in since.reports
    ]
    address = f"{reverse('commitments:commitments')}#progress"
    label = _("Public reports on commitments between the two meetings")
    return composer.source(label, address, len(rows), composer.keep("progress", rows))


def _acts(acts: Iterable[Act], composer: Composer) -> Iterator[Row]:
    """A row for each act: a commitment that was made and amended there has two."""
    for one in acts:
        yield _row(
            one.commitment,
            one.title,
            composer,
            act=one.event.kind,
            outcome=one.event.outcome,
            day=one.event.happened_on.isoformat(),
            level=one.level,
            parties=_listed(one.parties),
            illustrative=int(one.commitment.illustrative),
        )


def of_decisions(facts: MeetingFacts, composer: Composer) -> int:
    rows = [
        _row(
            one,
            one.shown_text,
            composer,
            number=one.number,
            owner=str(one.shown_owner),
            due_on=one.due_on.isoformat() if one.due_on else "",
            done_on=one.done_on.isoformat() if one.done_on else "",
            illustrative=int(one.illustrative),
        )
        for one in facts.decisions
    ]
    address = reverse("meetings:decisions", args=[facts.meeting.pk])
    return composer.source(_("Decisions published"), address, len(rows), composer.keep("decisions", rows))


def of_papers(facts: MeetingFacts, composer: Composer) -> int:
    """Papers, and what speakers brought."""
    papers = [
        _row(
            shown.paper,
            shown.paper.shown_title,
            composer,
            kind="paper",
            session=str(one.heading.title),
            by="",
            languages=_listed(edition.language for edition in shown.editions),
            illustrative=int(shown.paper.illustrative),
        )
        for one in facts.papers
        for shown in one.papers
    ]
    brought = [
        _row(
            one.contribution,
            one.contribution.shown_title,
            composer,
            kind="contribution",
            session=str(one.session.item.shown_title),
            by=str(one.by.shown_name),
            languages="",
            illustrative=int(one.contribution.illustrative),
        )
        for one in facts.contributions
    ]
    kept = composer.keep("papers", [*papers, *brought])
    address = f"{facts.meeting.get_absolute_url()}#papers"
    return composer.source(_("Public papers of the meeting"), address, len(papers) + len(brought), kept)


def of_strategies(facts: MeetingFacts, composer: Composer) -> int:
    rows = [
        _row(
            one.strategy,
            one.title,
            composer,
            parties=_listed(one.parties),
            illustrative=int(one.strategy.illustrative),
        )
        for one in facts.strategies
    ]
    label = _("Joint strategies that began at the meeting")
    return composer.source(label, reverse("commitments:strategies"), len(rows), composer.keep("strategies", rows))


def _listed(words: Iterable[object]) -> str:
    return "; ".join(str(one) for one in words)


def _row(record: Any, title: object, composer: Composer, **further: object) -> Row:
    """Its address, and whether it is illustrative where `further` does not say."""
    address = composer.absolute(record.get_absolute_url())
    told = {"illustrative": int(getattr(record, "illustrative", False))} | further
    return {"id": record.pk, "title": str(title)} | told | {"address": address}
