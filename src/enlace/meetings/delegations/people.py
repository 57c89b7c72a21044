"""Who an e-mail address belongs to, before somebody is named by it for a delegation."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext

from enlace.core.clock import today
from enlace.meetings.models import Delegate, Delegation
from enlace.network.invitations import account_with
from enlace.network.models import Mandate, Person
from enlace.network.roles import Role


def person_with(email: str, delegation: Delegation) -> Person | None:
    """The person of the directory who has the address, or signs in with it.

    Raises ValidationError where they belong to another state or organisation; it does not tell to which.
    """
    person = Person.objects.select_for_update().filter(email__iexact=email).exclude(email="").first()
    if person is None:
        account = account_with(email)
        person = Person.objects.select_for_update().filter(user=account).first() if account else None
    if person and (person.erased_at or _is_of_others(person, delegation)):
        sentence = gettext(
            "Nobody can be named for this delegation with this address. Check it, or ask the Technical Secretariat."
        )
        raise ValidationError({"email": sentence})
    return person


def _is_of_others(person: Person, delegation: Delegation) -> bool:
    """By a mandate that is not over, or as a delegate of a meeting that is not."""
    mandates = Mandate.objects.filter(Q(until=None) | Q(until__gte=today()), person=person)
    delegated = Delegate.objects.named().filter(person=person, delegation__meeting__ends_on__gte=today())
    if delegation.state_id:
        own = Q(state=delegation.state_id) | Q(role=Role.HOST, organisation__state=delegation.state_id)
        same = Q(delegation__state=delegation.state_id)
    else:
        own = Q(organisation=delegation.organisation_id, role__in=(Role.OBSERVER, Role.HOST))
        same = Q(delegation__organisation=delegation.organisation_id)
    return mandates.exclude(own).exists() or delegated.exclude(same).exists()


def contact_is_theirs_to_set(person: Person) -> bool:
    """Whether those who name a person may also write their name, address and language.

    Not of who has an account or ever held a mandate: they and the secretariat do.
    """
    return person.user_id is None and not person.mandates.exists()


def contact_may_change(delegate: Delegate) -> bool:
    """As above, and nobody else named the same person."""
    delegation = delegate.delegation
    others = Delegate.objects.filter(person=delegate.person_id).exclude(
        delegation__state=delegation.state_id, delegation__organisation=delegation.organisation_id
    )
    return contact_is_theirs_to_set(delegate.person) and not others.exists()
