"""Consultations to crawl: of each kind, as drafts, open, over and with a result for each audience; answered by the
cast's states and observer and by others; with challenges and priorities of all kinds.

What a key, a salt and a result hold is a canary from the beginning where another word would lead nowhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db import models
from django.utils import timezone

from enlace.accounts.models import User
from enlace.consultations import testing as make
from enlace.consultations.answering.voices import Voice, key_of
from enlace.consultations.models import Challenge, Consultation, ConsultationReminder, Result, Statement, Voter
from enlace.consultations.results.computing import computed
from enlace.consultations.results.facts import facts_of
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting, Session
from enlace.network.audiences import Audience
from enlace.network.models import Organisation
from enlace.network.roles import roles_of
from enlace.network.testing import Cast, make_organisation, make_state
from tests.leaks.seen import seen_of

KINDS = (
    ("members", "state", "attributed"),
    ("members", "person", "anonymous"),
    ("network", "state", "attributed"),
    ("network", "person", "anonymous"),
    ("public", "person", "attributed"),
    ("public", "person", "anonymous"),
)
PUBLISHED = (
    *((KINDS[0], audience) for audience in Audience if audience != Audience.INVITED),
    *((KINDS[2], Audience.NETWORK), (KINDS[3], Audience.MEMBERS), (KINDS[5], Audience.PUBLIC)),
)
"""Whose result is published, and for whom."""
OTHER_STATES = ("PY", "AR", "BR", "CL", "CO")
hidden = count(90_001)


def hidden_word() -> str:
    """A canary of the same shape as those of `records`, which count from one."""
    return f"kanari{next(hidden):05d}x"


@dataclass
class Consultations:
    """Everything in the order in which it was made. `own` is the cast's observer, `other` one that they are not of."""

    cast: Cast
    own: Organisation
    other: Organisation
    challenges: dict[str, Challenge] = field(default_factory=dict)
    made: list[models.Model] = field(default_factory=list)

    def keep(self, *records: models.Model) -> Any:
        self.made += records
        return records[0]


def make_consultations(cast: Cast) -> list[models.Model]:
    """Needs the meetings of the crawl, whose sessions adopt and review."""
    own = Organisation.objects.get(mandates__person__user=cast.observer)
    world = Consultations(cast, own, make_organisation())
    _challenges(world)
    _consultation(world, KINDS[0], opened=False)
    for kind in KINDS:
        _consultation(world, kind)
    for kind in (KINDS[0], KINDS[3]):
        _consultation(world, kind, over=True, salt="")
    imported = {"source": Texts({"es": "Una universidad, CC BY 4.0"}), "audience": Audience.PUBLIC}
    _consultation(world, KINDS[5], over=True, salt="", **imported)
    for kind, audience in PUBLISHED:
        consultation = _consultation(world, kind, little=True, over=True, salt="", audience=audience)
        facts = facts_of(consultation, computed(consultation))
        world.keep(make.make_result(consultation=consultation, facts=facts))
    _priorities(world)
    world.keep(make.make_consultation_reminder())
    return world.made


def _challenges(world: Consultations) -> None:
    """Of each audience one of the secretariat; of two states, one withdrawn; shared."""
    for audience in Audience:
        world.challenges[audience] = world.keep(make.make_challenge(audience=audience))
        Challenge.objects.filter(pk=world.challenges[audience].pk).update(state=None)
    withdrawn = {"withdrawn_on": timezone.localdate()}
    own = world.keep(make.make_challenge(state=make_state("UY")))
    world.keep(make.make_challenge(state=make_state("PY"), **withdrawn))
    world.keep(make.make_shared_challenge(challenge=own, state=make_state("PY")))


def _consultation(
    world: Consultations, kind: tuple[str, str, str], *, little: bool = False, **facts: Any
) -> Consultation:
    """A `little` one has two statements and no proposals: each statement has many addresses."""
    answered_by, voice_of, attribution = kind
    chosen = {"answered_by": answered_by, "voice_of": voice_of, "attribution": attribution, "salt": hidden_word()}
    meeting = Meeting.objects.filter(audience=Audience.MEMBERS).first()
    consultation = world.keep(make.make_consultation(meeting=meeting, **chosen | facts))
    challenges = [world.challenges[Audience.SECRETARIAT], *([] if little else [None])]
    statements = [
        world.keep(make.make_statement(consultation=consultation, challenge=challenge))
        for challenge in (world.challenges[Audience.MEMBERS], *challenges)
    ]
    if consultation.opened_at is None:
        return consultation
    voters = [world.keep(voter) for voter in _voters(world, consultation)]
    for place, voter in enumerate(voters):
        _answer(world, consultation, statements, voter, agrees=place % 2 == 0)
    if not little:
        _proposals(world, consultation, voters)
    return consultation


def _answer(
    world: Consultations, consultation: Consultation, statements: list[Statement], voter: Voter, *, agrees: bool
) -> None:
    by = None if consultation.is_anonymous else world.cast.focal_point
    priority, *others = statements
    levels = {"importance": 3, "approaches": ["national", "regional"]}
    world.keep(make.make_vote(statement=priority, voter=voter, cast_by=by, **levels))
    for statement in others:
        world.keep(make.make_vote(statement=statement, voter=voter, cast_by=by, value=1 if agrees else -1))


def _voters(world: Consultations, consultation: Consultation) -> Iterator[Voter]:
    """Those of the cast are found again by their keys while it is open; the keys of the rest are canaries."""
    for kind, body in _bodies(world, consultation):
        theirs = consultation.salt and key_of(Voice(kind, body.pk), consultation)  # type: ignore[arg-type]
        yield make.make_voter(consultation=consultation, key=theirs or hidden_word(), **{kind: body})
    if consultation.answered_by == "public":
        for _number in range(3):
            yield Voter.objects.create(consultation=consultation, key=hidden_word())


def _bodies(world: Consultations, consultation: Consultation) -> Iterator[tuple[str, models.Model]]:
    cast, with_observers = world.cast, consultation.answered_by != "members"
    if consultation.voice_of == "state":
        yield from (("state", make_state(code)) for code in ("UY", *OTHER_STATES))
        yield from (("organisation", one) for one in (world.own, world.other) if with_observers)
        return
    people: list[User] = [cast.focal_point, cast.other_focal_point, cast.alternate, cast.validator]
    people += [cast.observer] if with_observers else []
    people += [cast.stranger] if consultation.answered_by == "public" else []
    yield from (("user", one) for one in people)


def _proposals(world: Consultations, consultation: Consultation, voters: list[Voter]) -> None:
    """One of the first voice was rejected, one of the second waits; of an anonymous consultation nobody's."""
    own, other = (None, None) if consultation.is_anonymous else voters[:2]
    rejected = {"rejected_at": timezone.now(), "reason": "Repite la primera."}
    proposed = {"consultation": consultation, "by_participant": True, "accepted": False}
    world.keep(make.make_statement(voter=own, **proposed, **rejected))
    world.keep(make.make_statement(voter=other, **proposed))


def _priorities(world: Consultations) -> None:
    """Of results for everybody and for few, adopted by a session for everybody and by one for few; reviewed."""
    sessions = [
        Session.objects.filter(meeting__audience=audience, audience=audience).first()
        for audience in (Audience.PUBLIC, Audience.SECRETARIAT)
    ]
    for result in Result.objects.order_by("pk"):
        statement = result.consultation.statements.accepted().order_by("number").first()
        if result.consultation.audience in (Audience.PUBLIC, Audience.SECRETARIAT) and statement.challenge:
            for session in sessions:
                priority = world.keep(
                    make.make_priority(statement=statement, challenge=statement.challenge, session=session)
                )
                world.keep(make.make_priority_review(priority=priority, session=sessions[1]))
    world.keep(make.make_priority(challenge=world.challenges[Audience.NETWORK], session=sessions[0]))


def mark_facts(result: Result, canary: Callable[[], str]) -> dict[str, str]:
    """What was published has other words than what stands there today; the part for members has one of its own."""
    canaries = {"statement": canary()}
    for one in result.facts["statements"]:
        one["text"] = {"es": canaries["statement"]}
        if one["challenge"]:
            word = canaries.setdefault(f"challenge {one['challenge']['id']}", canary())
            one["challenge"] |= {"title": {"es": word}}
    if "members" in result.facts:
        canaries["members"] = canary()
        result.facts["members"]["note"] = canaries["members"]
    result.save()
    return canaries


def leads_nowhere(record: models.Model, name: str) -> bool:
    """Whether another word there would make another thing of it: a voice that nobody finds again, one that was held
    here an imported one, and one that is over an open one.
    """
    if isinstance(record, Consultation):
        return name in {"salt", "source"} and not getattr(record, name)
    return isinstance(record, Voter) and name == "key"


def sees_of_statement(user: Any, statement: Statement, name: str) -> bool:
    """Of what they proposed themself, also where it waits and why it was rejected."""
    if roles_of(user).is_secretary or is_own_voice(user, statement.voter):
        return True
    return name != "reason" and statement.pk in seen_of(user, Statement)


def is_own_voice(user: Any, voter: Voter | None) -> bool:
    if voter is None or not user.is_authenticated:
        return False
    roles = roles_of(user)
    own = voter.user_id == user.pk or voter.organisation_id in roles.organisations
    return own or (voter.state_id is not None and roles.acts_for(voter.state_id))


def sees_of_consultation(user: Any, consultation: Consultation, name: str) -> bool:
    return name != "salt" and consultation.pk in seen_of(user, Consultation)


def sees_of_result(user: Any, result: Result, name: str) -> bool:
    """Of its facts the part for members is theirs alone, and a challenge shows only to whom it is for."""
    kind, _space, number = name.partition(" ")
    if kind == "members" and not roles_of(user).is_member:
        return False
    if kind == "challenge" and int(number) not in seen_of(user, Challenge):
        return False
    return result.pk in seen_of(user, Result)


SEEN: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    Consultation: sees_of_consultation,
    Statement: sees_of_statement,
    Voter: lambda user, voter, name: False,
    Result: sees_of_result,
    ConsultationReminder: lambda user, reminder, name: False,
}
"""Whether somebody may read a field of a record."""
