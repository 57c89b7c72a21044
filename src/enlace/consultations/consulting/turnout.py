"""How many have answered, for the secretariat. Where answers are anonymous it is a rounded number and nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from enlace.consultations.common_ground.disclosure import round_count
from enlace.consultations.consulting.answerers import Body, answers_by_body, voices_by_person
from enlace.consultations.models import AnsweredBy, Consultation, VoiceOf, Vote
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.network.models import Membership, Organisation, Person, State


@dataclass(frozen=True)
class Turnout:
    """`voices`: how many have answered something. Names by how far they are; empty where answers are anonymous.

    `unnamed`: of `voices`, those who answer by e-mail or have no part in the network any more.
    """

    voices: int
    rounded: bool
    whole: Sequence[str] = ()
    begun: Sequence[str] = ()
    silent: Sequence[str] = ()
    unnamed: int = 0


def turnout(consultation: Consultation) -> Turnout:
    voted = Vote.objects.filter(voter=OuterRef("pk"), statement__accepted_at__isnull=False)
    voices = consultation.voters.filter(Exists(voted)).count()
    if consultation.is_anonymous:
        return Turnout(round_count(voices), rounded=True)
    names, answered = _expected(consultation), answers_by_body(consultation)
    count = consultation.statements.accepted().count()
    begun = {body: answered.get(body, 0) for body in names}
    return Turnout(
        voices,
        rounded=False,
        whole=_named(names, (body for body, number in begun.items() if number and number >= count)),
        begun=_named(names, (body for body, number in begun.items() if 0 < number < count)),
        silent=_named(names, (body for body, number in begun.items() if not number)),
        unnamed=voices - sum(map(bool, begun.values())),
    )


def _named(names: dict[Body, str], bodies: Iterable[Body]) -> list[str]:
    return sorted((names[body] for body in bodies), key=plain)


def _expected(consultation: Consultation) -> dict[Body, str]:
    """Those who have a voice today, by name."""
    if consultation.voice_of == VoiceOf.PERSON:
        voices = voices_by_person(consultation)
        people = Person.objects.filter(pk__in=voices).values_list("pk", "name")
        return {body: name or "—" for pk, name in people if (body := voices[pk])}
    names: dict[Body, str] = {("state", state.pk): state.name for state in State.objects.members()}
    if consultation.answered_by != AnsweredBy.MEMBERS:
        observing = Exists(Membership.objects.on(today()).filter(organisation=OuterRef("pk")))
        for one in Organisation.objects.observers().filter(observing):
            names["organisation", one.pk] = str(one.shown_name)
    return names
