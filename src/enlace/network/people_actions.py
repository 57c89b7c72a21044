"""People and their mandates. The audit log gets ids, offices and dates, never a name or a contact."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.permission import require
from enlace.network.member_actions import check_span, span_in_figures
from enlace.network.models import Listing, Mandate, Organisation, Person, Role, State
from enlace.network.roles import OF_STATES
from enlace.network.rules import (
    can_choose_listing,
    can_correct_person,
    can_end_mandate,
    can_record_mandate,
    can_record_person,
)

CONTACT_FIELDS = ("name", "email", "phone", "language")


@transaction.atomic
def record_person(*, by: Anyone | None, name: str = "", email: str = "", **fields: Any) -> Person:
    """Somebody new in the directory. Raises ValidationError for an address that another has."""
    require(can_record_person(by))
    person = Person(name=name, email=email, **fields)
    _clean_person(person)
    person.save()
    record("record_person", person, by=by, after={"listing": person.listing})
    return person


@transaction.atomic
def correct_person(person: Person, *, by: Anyone | None, **contact: str) -> Person:
    """Change name, email, phone or language. The log says which of them changed, not what they say."""
    require(can_correct_person(by, person))
    changed = [field for field in CONTACT_FIELDS if field in contact and getattr(person, field) != contact[field]]
    if not changed:
        return person
    for field in changed:
        setattr(person, field, contact[field])
    _clean_person(person)
    person.save(update_fields=changed)
    record("correct_person", person, by=by, after={"changed": changed})
    return person


def _clean_person(person: Person) -> None:
    person.email = person.email.strip()
    person.name = " ".join(person.name.split())
    person.full_clean(exclude=["user"], validate_constraints=False)
    twin = Person.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exclude(email="").first()
    if twin:
        raise ValidationError({"email": _("Somebody in the directory has this e-mail address already.")})


@transaction.atomic
def choose_listing(person: Person, listing: Listing | str, *, by: Anyone | None) -> Person:
    """What the public directory shows of a person from now on."""
    require(can_choose_listing(by, person))
    before = person.listing
    person.listing = listing
    person.full_clean(exclude=["user", "email"], validate_constraints=False)
    person.save(update_fields=["listing"])
    record("choose_listing", person, by=by, before={"listing": before}, after={"listing": str(person.listing)})
    return person


@transaction.atomic
def record_mandate(mandate: Mandate, *, by: Anyone | None) -> Mandate:
    """Save a mandate, new or changed. Raises ValidationError by field where it contradicts itself or another one."""
    require(can_record_mandate(by))
    before = mandate_facts(Mandate.objects.filter(pk=mandate.pk).first())
    if mandate.state_id:
        State.objects.select_for_update().get(pk=mandate.state_id)
    check_span(mandate.since, mandate.until)
    _check_body(mandate)
    mandate.full_clean()
    _check_overlap(mandate)
    mandate.save()
    record("record_mandate", mandate, by=by, before=before, after=mandate_facts(mandate))
    return mandate


def mandate_facts(mandate: Mandate | None) -> dict[str, Any]:
    if mandate is None:
        return {}
    return {
        "person": mandate.person_id,
        "role": str(mandate.role),
        "state": mandate.state_id,
        "organisation": mandate.organisation_id,
        "office": mandate.office,
        "since": mandate.since.isoformat(),
        "until": mandate.until.isoformat() if mandate.until else None,
        "nomination": mandate.nomination_id,
    }


def _check_body(mandate: Mandate) -> None:
    organisation: Organisation | None = mandate.organisation
    if mandate.person.erased_at:
        raise ValidationError({"person": _("This person was erased.")})
    if mandate.role in OF_STATES:
        if mandate.state_id is None:
            raise ValidationError({"state": _("This role is held for a state: say which.")})
        if organisation and organisation.state_id != mandate.state_id:
            raise ValidationError({"organisation": _("This institution does not belong to that state.")})
        return
    if mandate.state_id is not None:
        raise ValidationError({"state": _("This role is not held for a state.")})
    if mandate.role == Role.OBSERVER and not (organisation and organisation.is_observer):
        raise ValidationError({"organisation": _("An observer belongs to an organisation that observes: say which.")})
    if mandate.role != Role.OBSERVER and organisation and organisation.sector != "secretariat":
        raise ValidationError({"organisation": _("The secretariat's people belong to the secretariat.")})


def _check_overlap(mandate: Mandate) -> None:
    """A state has one focal point at a time, and nobody holds the same role twice at once."""
    others = Mandate.objects.exclude(pk=mandate.pk).filter(role=mandate.role)
    others = others.overlapping(mandate.since, mandate.until)
    same = others.filter(person=mandate.person, state=mandate.state_id)
    if mandate.role not in OF_STATES:
        same = same.filter(organisation=mandate.organisation_id)
    other = same.first()
    if other:
        span = {"span": span_in_figures(other.since, other.until)}
        raise ValidationError({"since": _("This person holds this role already, %(span)s.") % span})
    if mandate.role == Role.FOCAL_POINT:
        other = others.filter(state=mandate.state_id).first()
        if other:
            details = {"state": mandate.state, "span": span_in_figures(other.since, other.until)}
            raise ValidationError(
                {"since": _("%(state)s has a focal point already, %(span)s. End that mandate first.") % details}
            )


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Anyone | None, until: date | None = None) -> Mandate:
    """Its last day is `until`, today if not given; the rights end with it. Raises ValidationError before `since`."""
    require(can_end_mandate(by, mandate))
    before = mandate_facts(mandate)
    last = until or today()
    check_span(mandate.since, last)
    mandate.until = last
    mandate.save(update_fields=["until"])
    record("end_mandate", mandate, by=by, before=before, after=mandate_facts(mandate))
    return mandate
