"""The mail that asks for a party's word, and the one that tells of a withdrawal, to who speaks, in their language."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind, Outcome
from enlace.commitments.lineage.life import act_of, life_of
from enlace.commitments.making.checking import of_kind
from enlace.commitments.making.words import act_asked
from enlace.commitments.models import Commitment, CommitmentEvent
from enlace.core.clock import today
from enlace.core.mail import post
from enlace.network.models import Person, Role
from enlace.network.roles import ACTING
from enlace.network.standing import giving_rights_on


def speakers_for(bodies: Iterable[Body]) -> list[Person]:
    """Who speaks today for any of them and has an address: what `speaks_for` says, of all people."""
    bodies = frozenset(bodies)
    of_states = Q(role__in=ACTING, state__in=of_kind(bodies, "state"))
    of_observers = Q(role=Role.OBSERVER, organisation__in=of_kind(bodies, "organisation"))
    giving = giving_rights_on(today()).filter(of_states | of_observers)
    people = Person.objects.filter(pk__in=giving.values("person"), erased_at=None)
    return list(people.exclude(email="").order_by("pk"))


def ask_for_words(commitment: Commitment, event: CommitmentEvent, *, by: Anyone | None) -> None:
    """Whoever put it forward is not asked; nothing where no word is missing."""
    missing = life_of(commitment).missing(event)
    if not missing:
        return
    for person in speakers_for(missing):
        if not (isinstance(by, User) and person.user_id == by.pk):
            mail_asked(commitment, event, person)


def tell_of_withdrawal(commitment: Commitment, event: CommitmentEvent, *, by: Anyone | None) -> None:
    """To the other parties of a joint commitment, whom nobody asked; nothing where it is none, or not in force."""
    life = life_of(commitment)
    if event.outcome != Outcome.WITHDRAWN or event.in_force_at is None:
        return
    for person in speakers_for(life.parties - act_of(event).confirmed):
        if not (isinstance(by, User) and person.user_id == by.pk):
            mail_withdrawn(commitment, event, person)


def mail_withdrawn(commitment: Commitment, event: CommitmentEvent, person: Person) -> None:
    with override(person.language):
        title = str(commitment.shown_title)
        words = {
            "title": title,
            "bodies": [word.shown_body for word in event.confirmations.select_related("state", "organisation")],
            "note": event.shown_note,
            "link": settings.BASE_URL + commitment.get_absolute_url(),
        }
        text = render_to_string("commitments/mail/act_withdrawn.txt", words).strip() + "\n"
        post(person.email, _("Withdrawn: %(title)s") % {"title": title}, text)


def mail_asked(commitment: Commitment, event: CommitmentEvent, person: Person) -> None:
    with override(person.language):
        title = str(event.shown_title if event.kind in (Kind.MADE, Kind.AMENDED) else commitment.shown_title)
        words = {
            "title": title,
            "asked": act_asked(event),
            "one_is_enough": event.outcome == "withdrawn",
            "link": settings.BASE_URL + reverse("commitments:confirm_act", args=[event.pk]),
        }
        text = render_to_string("commitments/mail/act_asked.txt", words).strip() + "\n"
        post(person.email, _("Your word is missing: %(title)s") % {"title": title}, text)
