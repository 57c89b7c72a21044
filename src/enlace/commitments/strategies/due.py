"""What joint strategies expect of who speaks for a party: to sign, and to answer what another proposes."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.commitments.models import (
    Body,
    SectionVersion,
    Strategy,
    StrategyParty,
    of_bodies,
    spoken_bodies,
)
from enlace.core.registry import Due


def due_strategies(user: User, day: date) -> Iterable[Due]:
    """In a number of queries that does not grow with the strategies."""
    bodies = spoken_bodies(user)
    return [*_to_sign(bodies), *_to_answer(bodies)] if bodies else []


def _to_sign(bodies: frozenset[Body]) -> Iterator[Due]:
    waiting = StrategyParty.objects.filter(of_bodies(bodies), signed_at=None)
    opened = waiting.exclude(strategy__opened_for_signature_at=None).select_related("strategy", "state", "organisation")
    for party in opened.order_by("strategy__opened_for_signature_at", "pk"):
        yield Due(
            _("Sign the joint strategy: %(strategy)s") % {"strategy": party.strategy.shown_title},
            _("It is open for the signature of %(party)s.") % {"party": party.shown_body},
            reverse("commitments:sign_strategy", args=[party.strategy_id]),
            _("Read and sign"),
            None,
            party.state_id,
        )


def _to_answer(bodies: frozenset[Body]) -> Iterator[Due]:
    """What another proposes, counted by strategy."""
    own = StrategyParty.objects.filter(of_bodies(bodies)).values("strategy")
    opened = SectionVersion.objects.filter(
        proposed=True, accepted_at=None, declined_at=None, section__removed_at=None, section__strategy__in=own
    ).filter(section__strategy__opened_for_signature_at=None)
    by_others = opened.exclude(of_bodies(bodies))
    counted = dict(by_others.order_by().values_list("section__strategy").annotate(count=Count("pk")))
    for strategy in Strategy.objects.filter(pk__in=counted).order_by("pk"):
        count = counted[strategy.pk]
        said = ngettext(
            "%(count)d proposed change waits for an answer of another party.",
            "%(count)d proposed changes wait for an answer of another party.",
            count,
        )
        yield Due(
            _("A change is proposed to the joint strategy: %(strategy)s") % {"strategy": strategy.shown_title},
            said % {"count": count},
            strategy.get_absolute_url(),
            _("See the changes"),
        )
