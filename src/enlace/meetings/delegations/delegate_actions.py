"""Who comes with a delegation. The audit log gets ids and offices, never a name or a contact."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.languages import current_language
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.delegations.people import contact_may_change, person_with
from enlace.meetings.delegations.rules import can_change_delegate, can_name_delegate, can_withdraw_delegate
from enlace.meetings.models import Delegate, Delegation, Need
from enlace.network.models import Person
from enlace.network.people_actions import clean_person


@transaction.atomic
def name_delegate(
    delegation: Delegation,
    *,
    by: Anyone | None,
    name: str,
    email: str,
    language: str = "",
    office: Mapping[str, str] | None = None,
    is_head: bool = False,
    illustrative: bool = False,
) -> Delegate:
    """Find the person by their address, or add them to the directory; the first who is named heads the delegation.

    The delegation of a state needs another approval after it. Raises ValidationError by field.
    """
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    require(can_name_delegate(by, delegation))
    person = _person(delegation, by, " ".join(name.split()), email.strip(), language, illustrative)
    delegate = delegation.delegates.filter(person=person).first() or Delegate(delegation=delegation, person=person)
    if delegate.pk and delegate.withdrawn_at is None:
        raise ValidationError({"email": _("This person is in the delegation already.")})
    others = delegation.delegates.named().exclude(pk=delegate.pk)
    delegate.office, delegate.is_head = Texts(office), is_head or not others.filter(is_head=True).exists()
    delegate.withdrawn_at = delegate.registered_at = None
    delegate.registration_hash = delegate.takes_part = ""
    _save(delegate)
    _take_back_approval(delegation)
    record("name_delegate", delegate, by=by, after=_facts(delegate))
    return delegate


def _person(
    delegation: Delegation, by: Anyone | None, name: str, email: str, language: str, illustrative: bool
) -> Person:
    """Of somebody who is known already nothing changes."""
    if not email:
        raise ValidationError({"email": _("Write the e-mail address: the link to register goes there.")})
    if known := person_with(email, delegation):
        return known
    if not name:
        raise ValidationError({"name": _("Write the name.")})
    person = Person(name=name, email=email, language=language or current_language(), illustrative=illustrative)
    clean_person(person)
    person.save()
    record("record_person", person, by=by, after={"listing": person.listing})
    return person


def _save(delegate: Delegate) -> None:
    """A delegation has one head."""
    delegate.full_clean(validate_unique=False)
    delegate.save()
    if delegate.is_head:
        delegate.delegation.delegates.exclude(pk=delegate.pk).filter(is_head=True).update(is_head=False)


def _take_back_approval(delegation: Delegation) -> None:
    delegation.submitted_at = delegation.approved_at = delegation.approved_by = None
    delegation.save(update_fields=["submitted_at", "approved_at", "approved_by"])


def _facts(delegate: Delegate) -> dict[str, Any]:
    return {
        "delegation": delegate.delegation_id,
        "person": delegate.person_id,
        "office": delegate.office,
        "is_head": delegate.is_head,
    }


@transaction.atomic
def change_delegate(
    delegate: Delegate, *, by: Anyone | None, office: Mapping[str, str], is_head: bool, **contact: str
) -> Delegate:
    """Office and head; `contact` (name, email, language) of who has neither account nor mandate, and no other body.

    Another name, address or head needs another approval; another address registers anew.
    """
    delegate = Delegate.objects.select_for_update().get(pk=delegate.pk)
    require(can_change_delegate(by, delegate))
    if delegate.is_head and not is_head:
        raise ValidationError({"is_head": _("To change the head of the delegation, mark the person who heads it.")})
    before, changed = _facts(delegate), _change_contact(delegate, by, contact)
    needs_approval = is_head != delegate.is_head or bool({"name", "email"} & set(changed))
    delegate.office, delegate.is_head = Texts(office), is_head
    if "email" in changed:
        delegate.registration_hash, delegate.registered_at = "", None
        Need.objects.filter(delegate=delegate).delete()
    _save(delegate)
    if needs_approval:
        _take_back_approval(delegate.delegation)
    record("change_delegate", delegate, by=by, before=before, after=_facts(delegate))
    return delegate


def _change_contact(delegate: Delegate, by: Anyone | None, contact: Mapping[str, str]) -> list[str]:
    """The fields of the person that are others now."""
    person = Person.objects.select_for_update().get(pk=delegate.person_id)
    given = {key: " ".join(value.split()) for key, value in contact.items() if key in ("name", "email", "language")}
    changed = [key for key, value in given.items() if value != getattr(person, key)]
    if not changed:
        return []
    if not contact_may_change(delegate):
        raise ValidationError(_("Name and address of this person are changed by themself or by the secretariat."))
    if empty := [key for key in changed if not given[key]]:
        raise ValidationError({key: _("This cannot be empty.") for key in empty})
    if "email" in changed and person_with(given["email"], delegate.delegation) not in (None, person):
        sentence = _("Somebody else has this address. Withdraw this delegate, and name the other person.")
        raise ValidationError({"email": sentence})
    for key in changed:
        setattr(person, key, given[key])
    clean_person(person)
    person.save(update_fields=changed)
    delegate.person = person
    record("correct_person", person, by=by, after={"changed": changed})
    return changed


@transaction.atomic
def withdraw_delegate(delegate: Delegate, *, by: Anyone | None) -> Delegate:
    """They come no more: their link stops working, and what they need is forgotten."""
    delegate = Delegate.objects.select_for_update().get(pk=delegate.pk)
    require(can_withdraw_delegate(by, delegate), _("This delegate was withdrawn already, or the meeting is over."))
    before = _facts(delegate)
    delegate.withdrawn_at, delegate.is_head = now(), False
    delegate.save(update_fields=["withdrawn_at", "is_head"])
    Need.objects.filter(delegate=delegate).delete()
    if not delegate.delegation.delegates.named().exists():
        _take_back_approval(delegate.delegation)
    record("withdraw_delegate", delegate, by=by, before=before)
    return delegate
