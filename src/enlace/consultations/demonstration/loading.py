"""The demonstration's challenges, consultations and priorities: all of it written for it, and marked.

Nobody is told by mail of what it says was opened.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from enlace.consultations.challenges.actions import add_challenge, share_challenge
from enlace.consultations.consulting.actions import add_consultation
from enlace.consultations.consulting.opening_actions import open_consultation
from enlace.consultations.demonstration.answers import add_anonymous_answers, add_answers_of_states
from enlace.consultations.models import Challenge, Consultation, Priority, Result, SharedChallenge, Statement, Voter
from enlace.consultations.priorities.adoption_actions import Chosen, adopt_priorities
from enlace.consultations.priorities.review_actions import review_priority
from enlace.consultations.results.actions import publish_result
from enlace.consultations.statements.actions import add_statement
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.demonstration.cast import Cast, demonstration_cast
from enlace.meetings.demonstration.loading import telling_nobody
from enlace.meetings.demonstration.moments import When, day_of
from enlace.meetings.models import Meeting
from enlace.themes.models import Theme

FOLDER = Path(__file__).parent
ANNIVERSARY = date(2022, 10, 26)
MORNING, EVENING = time(9), time(18)

type Plan = Mapping[str, Any]
type Statements = dict[str, Statement]
type Challenges = dict[str, Challenge]
type Priorities = dict[str, Priority]


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


@transaction.atomic
def make_demonstration_consultations() -> None:
    """For a demonstration that has its meetings, and no challenge or consultation yet."""
    anniversary = Meeting.objects.filter(begins_on=ANNIVERSARY).first()
    technical = Meeting.objects.filter(illustrative=True, begins_on__lt=today()).first()
    coming = Meeting.objects.filter(illustrative=True, begins_on__gt=today()).first()
    if Challenge.objects.exists() or Consultation.objects.exists() or not (anniversary and technical and coming):
        return
    cast = demonstration_cast()
    with telling_nobody():
        challenges = {entry["key"]: _challenge(entry, cast) for entry in read("challenges")}
        priorities = _make_anniversary(anniversary, technical, challenges, cast)
        _make_coming(coming, challenges, priorities, cast)
        for name in ("methods", "report"):
            _make_anonymous(read(name))


def _challenge(entry: Plan, cast: Cast) -> Challenge:
    proposed_on = day_of(entry["proposed_on"])
    challenge = add_challenge(
        by=None,
        state=cast.states.get(entry["state"]),
        title=entry["title"],
        text=entry["text"],
        approach=entry["approach"],
        proposed_on=proposed_on,
        audience=entry["audience"],
        themes=_themes(entry),
        illustrative=True,
    )
    for days, code in enumerate(entry["shared"], start=2):
        shared = share_challenge(challenge, by=None, state=cast.states[code])
        SharedChallenge.objects.filter(pk=shared.pk).update(since=proposed_on + timedelta(days=3 * days))
    return challenge


def _make_anniversary(anniversary: Meeting, technical: Meeting, challenges: Challenges, cast: Cast) -> Priorities:
    """Consulted, adopted at its meeting, reviewed at the technical one: by the key of the statement."""
    plan = read("anniversary")
    consultation, statements = _open(plan, challenges, {}, anniversary)
    voters = add_answers_of_states(consultation, plan, list(statements.values()), cast)
    _give(plan, statements, voters)
    _publish(consultation, plan)
    adopted = plan["adopted"]
    chosen = [
        Chosen(statements[one["statement"]], one.get("title", statements[one["statement"]].text))
        for one in adopted["priorities"]
    ]
    session = anniversary.sessions.get(kind="dialogue", title__es__startswith="Diálogo")
    made = adopt_priorities(consultation, by=None, session=session, chosen=chosen)
    priorities = {one["statement"]: priority for one, priority in zip(adopted["priorities"], made, strict=True)}
    closing = technical.sessions.get(kind="closing")
    for one in plan["reviews"]:
        review_priority(
            priorities[one["priority"]],
            by=None,
            session=closing,
            outcome=one["outcome"],
            note=one["note"],
            title=one.get("title"),
        )
    return priorities


def _make_coming(coming: Meeting, challenges: Challenges, priorities: Priorities, cast: Cast) -> None:
    plan = read("coming")
    consultation, statements = _open(plan, challenges, priorities, coming)
    voters = add_answers_of_states(consultation, plan, list(statements.values()), cast)
    _give(plan, statements, voters)
    waiting = plan["waiting"]
    Statement.objects.create(
        consultation=consultation,
        number=len(statements) + 1,
        text=Texts({waiting["language"]: waiting["words"]}),
        by_participant=True,
        voter=voters[waiting["by"]],
    )
    Voter.objects.filter(pk=voters[waiting["by"]].pk).update(proposals=1)


def _make_anonymous(plan: Plan) -> None:
    consultation, statements = _open(plan, {}, {}, None)
    add_anonymous_answers(consultation, plan, list(statements.values()))
    proposed = [statements[entry["key"]].pk for entry in plan["statements"] if "by" in entry]
    Statement.objects.filter(pk__in=proposed).update(by_participant=True)
    if "result" in plan:
        _publish(consultation, plan)


def _open(
    plan: Plan, challenges: Challenges, priorities: Priorities, meeting: Meeting | None
) -> tuple[Consultation, Statements]:
    """Opened today, and then dated as it was."""
    chosen = ("question", "text", "answered_by", "voice_of", "attribution", "takes_statements", "audience")
    consultation = add_consultation(
        by=None,
        meeting=meeting,
        opens_on=today(),
        closes_on=today(),
        themes=_themes(plan),
        illustrative=True,
        **{name: plan[name] for name in chosen},
    )
    statements = {
        entry["key"]: add_statement(
            consultation,
            by=None,
            text=entry["text"],
            challenge=challenges.get(entry.get("challenge", "")),
            priority=priorities.get(entry.get("reviews", "")),
        )
        for entry in plan["statements"]
    }
    open_consultation(consultation, by=None)
    opens_on, closes_on = day_of(plan["opens_on"]), day_of(plan["closes_on"])
    opened_at = _at(plan["opens_on"], MORNING)
    closed_at = _at(plan["closes_on"], EVENING) if closes_on < today() else None
    dated = {"opens_on": opens_on, "closes_on": closes_on, "opened_at": opened_at, "closed_at": closed_at}
    Consultation.objects.filter(pk=consultation.pk).update(**dated)
    Statement.objects.filter(consultation=consultation).update(accepted_at=opened_at)
    consultation.refresh_from_db()
    return consultation, statements


def _themes(plan: Plan) -> list[Theme]:
    return list(Theme.objects.filter(slug__in=plan["themes"]))


def _at(when: When, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day_of(when), hour))


def _give(plan: Plan, statements: Statements, voters: Mapping[str, Voter]) -> None:
    """The statements that a state proposed to that state."""
    for entry in plan["statements"]:
        if "by" in entry:
            voter = voters[entry["by"]]
            Statement.objects.filter(pk=statements[entry["key"]].pk).update(by_participant=True, voter=voter)
            Voter.objects.filter(pk=voter.pk).update(proposals=1)


def _publish(consultation: Consultation, plan: Plan) -> None:
    publish_result(consultation, by=None, audience=plan["audience"], text=Texts(plan["result"]), tells=False)
    Result.objects.filter(consultation=consultation).update(published_at=_at(plan["published_on"], MORNING))
