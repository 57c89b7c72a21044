"""Who has a voice in a consultation by their part in the network, for mails: what `voice_of` says, of all people."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, Q

from enlace.consultations.models import AnsweredBy, Consultation, VoiceOf, Voter
from enlace.core.clock import today
from enlace.network.models import Person, Role
from enlace.network.roles import ACTING, OF_STATES
from enlace.network.standing import giving_rights_on

type Body = tuple[str, int]
"""`state`, `organisation` or `user`, and its number."""


def voices_by_person(consultation: Consultation, day: date | None = None) -> dict[int, Body | None]:
    """id of each person with a voice → whose; None for one of their own who has no account yet.

    Of a consultation for everybody these are the people of the network alone.
    """
    giving = giving_rights_on(day or today()).filter(person__erased_at=None)
    of_a_state = ACTING if consultation.voice_of == VoiceOf.STATE else OF_STATES
    answering = Q(role__in=of_a_state)
    if consultation.answered_by != AnsweredBy.MEMBERS:
        answering |= Q(role=Role.OBSERVER)
    running = Q(person__in=giving.filter(role=Role.SECRETARY).values("person")) | Q(person__user__is_superuser=True)
    parts = giving.filter(answering).exclude(running).order_by("person")
    bodies: dict[int, list[Body | None]] = defaultdict(list)
    for person, user, state, organisation in parts.values_list("person", "person__user", "state", "organisation"):
        if consultation.voice_of == VoiceOf.PERSON:
            bodies[person].append(("user", user) if user else None)
        else:
            bodies[person].append(("state", state) if state else ("organisation", organisation))
    return {person: _first(some) for person, some in bodies.items()}


def _first(bodies: list[Body | None]) -> Body | None:
    """Of who acts for several, a state before an organisation, and the smallest number."""
    return max((one for one in bodies if one), key=lambda one: (one[0] == "state", -one[1]), default=None)


def answers_by_body(consultation: Consultation) -> dict[Body, int]:
    """Whose voice → how many of the accepted statements it has answered. Of attributed answers alone."""
    if consultation.is_anonymous:
        raise ValueError("Who answered an anonymous consultation is nobody's to know.")
    voted = Count("votes", filter=Q(votes__statement__accepted_at__isnull=False))
    rows = Voter.objects.filter(consultation=consultation).annotate(voted=voted)
    found: dict[Body, int] = {}
    for state, organisation, user, count in rows.values_list("state", "organisation", "user", "voted"):
        for kind, number in (("state", state), ("organisation", organisation), ("user", user)):
            if number:
                found[kind, number] = count
    return found


def people_asked(consultation: Consultation, day: date | None = None) -> list[Person]:
    """All who have a voice and an e-mail address."""
    return _reached(voices_by_person(consultation, day))


def people_behind(consultation: Consultation, day: date | None = None) -> list[Person]:
    """Whom a reminder goes to: those whose voice has not answered everything.

    Where answers are anonymous it goes to all: a mail to some would tell who has answered.
    """
    voices = voices_by_person(consultation, day)
    if consultation.is_anonymous:
        return _reached(voices)
    whole, answered = consultation.statements.accepted().count(), answers_by_body(consultation)
    return _reached({person: body for person, body in voices.items() if not body or answered.get(body, 0) < whole})


def _reached(voices: dict[int, Body | None]) -> list[Person]:
    return list(Person.objects.filter(pk__in=voices).exclude(email="").order_by("pk"))
