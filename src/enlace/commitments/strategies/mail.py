"""What is told of joint strategies to those who speak for their parties, to each in their language.

The text itself is read after signing in.
"""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.commitments.models import Body, Strategy, of_bodies
from enlace.core.clock import today
from enlace.core.mail import post
from enlace.network.models import Person, Role
from enlace.network.roles import ACTING
from enlace.network.standing import giving_rights_on


def speakers_of(bodies: Iterable[Body | None]) -> list[Person]:
    """Who speaks for one of them today and has an e-mail address, each once."""
    named = frozenset(body for body in bodies if body)
    giving = giving_rights_on(today()).filter(of_bodies(named), role__in=(*ACTING, Role.OBSERVER))
    return list(Person.objects.filter(pk__in=giving.values("person"), erased_at=None).exclude(email="").order_by("pk"))


def mail_party_added(strategy: Strategy, bodies: Iterable[Body]) -> None:
    for person in speakers_of(bodies):
        with override(person.language):
            subject = _("You can draft a joint strategy with others: %(strategy)s") % _named(strategy)
            _post(person, subject, "strategy_party_added", strategy)


def mail_opened_for_signature(strategy: Strategy) -> None:
    for person in speakers_of(party.body for party in strategy.parties.all()):
        with override(person.language):
            subject = _("A joint strategy is open for signature: %(strategy)s") % _named(strategy)
            _post(person, subject, "strategy_opened", strategy)


def mail_reopened(strategy: Strategy, bodies: Iterable[Body]) -> None:
    """To those for whom it had been signed."""
    for person in speakers_of(bodies):
        with override(person.language):
            subject = _("Signatures ended, the drafting goes on: %(strategy)s") % _named(strategy)
            _post(person, subject, "strategy_reopened", strategy)


def _named(strategy: Strategy) -> dict[str, str]:
    return {"strategy": str(strategy.shown_title)}


def _post(person: Person, subject: str, template: str, strategy: Strategy) -> None:
    words = {**_named(strategy), "link": settings.BASE_URL + strategy.get_absolute_url()}
    post(person.email, subject, render_to_string(f"commitments/mail/{template}.txt", words).strip() + "\n")
