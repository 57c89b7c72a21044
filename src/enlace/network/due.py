"""What is expected of people of the network: that no seat of theirs stays empty, and no invitation runs out."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.network.models import Invitation, Mandate, Role
from enlace.network.prefilled import filling
from enlace.network.roles import OF_STATES, roles_of
from enlace.network.standing import giving_rights_on, part_in_words
from enlace.network.succession import STEPS, Term, has_successor
from enlace.network.vacancies import vacancies

SOON = timedelta(days=max(STEPS))
RUNS_OUT, FORGOTTEN = timedelta(days=3), timedelta(days=60)
"""An invitation is shown so long before it runs out, and so long after."""


def term_of(mandate: Mandate) -> Term:
    """Whoever of the state or the observer holds the same role next takes the seat; in the secretariat each has one."""
    holder = mandate.organisation_id if mandate.role == Role.OBSERVER else mandate.person_id
    body = mandate.state_id if mandate.role in OF_STATES else holder
    return Term(mandate.pk, (mandate.role, body), mandate.since, mandate.until)


def ending_soon(day: date) -> list[Mandate]:
    """The mandates that end within sixty days and that nobody is recorded to follow. At most two queries."""
    ending = giving_rights_on(day).ending(day, day + SOON)
    found = list(ending.select_related("person", "state", "organisation").order_by("until", "pk"))
    if not found:
        return []
    bodies = Q(state__in={one.state_id for one in found if one.state_id})
    bodies |= Q(organisation__in={one.organisation_id for one in found if one.organisation_id})
    people = Q(person__in={one.person_id for one in found})
    others = Mandate.objects.filter(bodies | people).filter(Q(until__isnull=True) | Q(until__gte=day))
    terms = [term_of(one) for one in others]
    return [one for one in found if not has_successor(term_of(one), terms)]


def due_for_states(user: User, day: date) -> Iterator[Due]:
    roles = roles_of(user, day)
    if not roles.states:
        return
    address = reverse("network:add_nomination")
    current = Mandate.objects.of_states().filter(Q(until__isnull=True) | Q(until__gte=day), state__in=roles.states)
    mandates = list(current.select_related("person", "state").order_by("until", "pk"))
    terms = [term_of(one) for one in mandates]
    for one in mandates:
        own = one.person.user_id == user.pk
        ends = one.lasts_on(day) and one.until is not None and one.until <= day + SOON
        if ends and (own or roles.acts_for(one.state_id)) and not has_successor(term_of(one), terms):
            yield _ending(one, own, address)
    for vacancy in vacancies(day, roles.states):
        yield Due(
            _("%(state)s has no focal point") % {"state": vacancy.state},
            _("Until one is named, nobody but an alternate can act for it."),
            *(address, _("Name a focal point"), vacancy.since, vacancy.state.pk),
        )
    cleared = {one.state_id for one in mandates if one.role == Role.VALIDATOR and one.lasts_on(day)}
    for state in {one.state_id: one.state for one in mandates if one.state_id not in cleared}.values():
        yield Due(
            _("%(state)s has no validator") % {"state": state},
            _("A validator clears what the focal point drafts before anyone outside sees it."),
            *(address, _("Name a validator"), None, state.pk if state else None),
        )


def _ending(mandate: Mandate, own: bool, address: str) -> Due:
    if own:
        title = _("Your mandate as %(part)s ends") % {"part": part_in_words(mandate)}
        explained = _(
            "After that day its rights end by themselves. File the letter by which your state names who follows."
        )
    else:
        title = _("The mandate ends: %(part)s") % {"part": part_in_words(mandate)}
        explained = _("%(person)s holds it. File the letter by which your state names who follows.") % {
            "person": mandate.person
        }
    return Due(title, explained, address, _("Name a successor"), mandate.until, mandate.state_id)


def due_for_secretariat(user: User, day: date) -> Iterator[Due]:
    if not roles_of(user, day).is_secretary:
        return
    for one in ending_soon(day):
        yield Due(
            _("The mandate ends: %(part)s") % {"part": part_in_words(one)},
            _("%(person)s holds it. Nobody is recorded to follow.") % {"person": capfirst(str(one.person))},
            *(one.person.get_absolute_url(), _("See the mandate"), one.until, one.state_id),
        )
    for vacancy in vacancies(day):
        seat = {"role": Role.FOCAL_POINT, "state": vacancy.state}
        yield Due(
            _("%(state)s has no focal point") % {"state": vacancy.state},
            _("Ask the state for a letter of nomination, and record who is named."),
            *(reverse("network:add_person") + filling(seat), _("Add a person"), vacancy.since, vacancy.state.pk),
        )
    yield from _invitations(day)


def _invitations(day: date) -> Iterator[Due]:
    newer = Invitation.objects.filter(person=OuterRef("person"), invited_at__gt=OuterRef("invited_at"))
    current = Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=day), person=OuterRef("person"))
    waiting = Invitation.objects.filter(
        ~Exists(newer), Exists(current), accepted_at=None, withdrawn_at=None, person__user=None, person__erased_at=None
    )
    for one in waiting.select_related("person").order_by("expires_at", "pk"):
        last = timezone.localdate(one.expires_at)
        if not day - FORGOTTEN <= last <= day + RUNS_OUT:
            continue
        yield Due(
            _("%(person)s has not opened the invitation") % {"person": one.person},
            _("The link has run out.") if last < day else _("The link runs out on this day."),
            *(one.person.get_absolute_url(), _("Invite again"), last),
        )


def due_for_account(user: User, day: date) -> Iterable[Due]:
    """A passkey, recommended to those whose role does not ask for a second factor anyway."""
    roles = roles_of(user, day)
    if not roles.parts or roles.needs_second_factor or is_mfa_enabled(user):
        return []
    return [
        Due(
            _("Sign in without a password"),
            _("A passkey is kept by your telephone or computer: quicker than a password, and nobody can guess it."),
            *(reverse("mfa_index"), _("Add a passkey")),
        )
    ]
