"""People and their mandates. The audit log gets ids, offices and dates, never a name or a contact."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.permission import require
from enlace.network.dated import check_span, day_in_words, span_in_words
from enlace.network.invitation_actions import withdraw_open_invitations
from enlace.network.member_actions import record_organisation
from enlace.network.models import Listing, Mandate, Organisation, Person, Role, Sector, State
from enlace.network.roles import OF_STATES, OF_THE_TREASURY
from enlace.network.rules import (
    can_choose_listing,
    can_correct_person,
    can_end_mandate,
    can_record_mandate,
    can_record_person,
    can_record_treasury_mandate,
    can_withdraw_mandate,
)

CONTACT_FIELDS = ("name", "email", "phone", "language")
TAKEN = "taken"
"""The code of an error that says that another has the address, or holds the mandate on these days."""


@transaction.atomic
def record_person(*, by: Anyone | None, name: str = "", email: str = "", **fields: Any) -> Person:
    """Somebody new in the directory. Raises ValidationError for an address that another has."""
    require(can_record_person(by))
    person = Person(name=name, email=email, **fields)
    clean_person(person)
    person.save()
    record("record_person", person, by=by, after={"listing": person.listing})
    return person


@transaction.atomic
def correct_person(person: Person, *, by: Anyone | None, **contact: str) -> Person:
    """Change name, email, phone or language. The log says which of them changed, not what they say.

    An invitation that went to another address is withdrawn: its link opens nothing any more.
    """
    require(can_correct_person(by, person))
    changed = [field for field in CONTACT_FIELDS if field in contact and getattr(person, field) != contact[field]]
    if not changed:
        return person
    for field in changed:
        setattr(person, field, contact[field])
    clean_person(person)
    person.save(update_fields=changed)
    record("correct_person", person, by=by, after={"changed": changed})
    if "email" in changed:
        withdraw_open_invitations(person, by=by)
    return person


def clean_person(person: Person) -> None:
    """Raises ValidationError for an address that another has; for actions that have asked their own rule."""
    person.email = person.email.strip()
    person.name = " ".join(person.name.split())
    person.full_clean(exclude=["user"], validate_constraints=False)
    if Person.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exclude(email="").exists():
        sentence = _("Somebody in the directory has this e-mail address already.")
        raise ValidationError({"email": ValidationError(sentence, TAKEN)})


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
def introduce_person(
    contact: Mapping[str, Any],
    mandate: Mandate,
    *,
    by: Anyone | None,
    institution: Organisation | None = None,
    end_current: bool = False,
) -> Mandate:
    """Somebody new with their first mandate: both, or neither. For the rest see `record_mandate`."""
    mandate.person = record_person(by=by, **contact)
    return record_mandate(mandate, by=by, institution=institution, end_current=end_current)


@transaction.atomic
def record_mandate(
    mandate: Mandate, *, by: Anyone | None, institution: Organisation | None = None, end_current: bool = False
) -> Mandate:
    """Save a mandate, new or changed. Raises ValidationError by field where it contradicts itself or another one.

    An `institution` that is not recorded yet is, with it. `end_current` ends the mandate that stands in the way on the
    day before this one begins.
    """
    require(can_record_mandate(by))
    before = _mandate_facts(Mandate.objects.filter(pk=mandate.pk).first())
    if {mandate.role, before.get("role")} & set(OF_THE_TREASURY) and not can_record_treasury_mandate(by):
        raise ValidationError({"role": _("Roles of the treasury are given by the administrator.")})
    mandate.person = Person.objects.select_for_update().get(pk=mandate.person_id)
    if mandate.state_id:
        State.objects.select_for_update().get(pk=mandate.state_id)
    check_span(mandate.since, mandate.until)
    if institution:
        mandate.organisation = record_organisation(institution, by=by)
    if mandate.person.erased_at and before.get("person") != mandate.person_id:
        raise ValidationError({"person": _("This person was erased, and gets no new mandate.")})
    _check_body(mandate)
    mandate.full_clean()
    for other in _in_the_way(mandate):
        if not end_current or other.since >= mandate.since:
            raise _taken(mandate, other)
        _end(other, mandate.since - timedelta(days=1), by)
    mandate.save()
    record("record_mandate", mandate, by=by, before=before, after=_mandate_facts(mandate))
    return mandate


def _mandate_facts(mandate: Mandate | None) -> dict[str, Any]:
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
    if mandate.nomination and mandate.nomination.state_id != mandate.state_id:
        raise ValidationError({"nomination": _("This letter comes from another state.")})
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
    if mandate.role == Role.HOST:
        if organisation is None or organisation.sector == Sector.SECRETARIAT:
            raise ValidationError({"organisation": _("A host belongs to the institution that hosts: say which.")})
        return
    if mandate.role != Role.OBSERVER and organisation and organisation.sector != Sector.SECRETARIAT:
        raise ValidationError({"organisation": _("The secretariat's people belong to the secretariat.")})


def _in_the_way(mandate: Mandate) -> list[Mandate]:
    """A state has one focal point at a time, and nobody holds the same role twice at once."""
    others = Mandate.objects.exclude(pk=mandate.pk).filter(role=mandate.role)
    same = Q(person=mandate.person, state=mandate.state_id)
    if mandate.role not in OF_STATES:
        same &= Q(organisation=mandate.organisation_id)
    if mandate.role == Role.FOCAL_POINT:
        same |= Q(state=mandate.state_id)
    return list(others.filter(same).overlapping(mandate.since, mandate.until).order_by("since"))


def _taken(mandate: Mandate, other: Mandate) -> ValidationError:
    details = {"state": mandate.state, "span": span_in_words(other.since, other.until)}
    if other.person_id == mandate.person_id:
        sentence = _("This person holds this role already, %(span)s. Change that mandate, or choose other days.")
    elif other.since < mandate.since:
        sentence = _("%(state)s has a focal point already, %(span)s. End that mandate on the day before.")
    else:
        sentence = _("%(state)s has a focal point already, %(span)s. Choose days before or after.")
    return ValidationError({"since": ValidationError(sentence % details, TAKEN if other.since < mandate.since else "")})


def _end(mandate: Mandate, until: date, by: Anyone | None) -> None:
    before = _mandate_facts(mandate)
    mandate.until = until
    mandate.save(update_fields=["until"])
    record("end_mandate", mandate, by=by, before=before, after=_mandate_facts(mandate))


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Anyone | None, until: date | None = None) -> Mandate:
    """Its last day is `until`, today if not given; the rights end with it. Raises ValidationError before `since`."""
    require(can_end_mandate(by, mandate))
    last = until or today()
    check_span(mandate.since, last)
    if mandate.until and last > mandate.until:
        sentence = _("This mandate ends on %(until)s already. To make it longer, change it.")
        raise ValidationError({"until": sentence % {"until": day_in_words(mandate.until)}})
    _end(mandate, last, by)
    return mandate


@transaction.atomic
def withdraw_mandate(mandate: Mandate, *, by: Anyone | None) -> None:
    """Take back one that was recorded by mistake and has not begun; the audit log keeps what it said."""
    require(can_withdraw_mandate(by, mandate), _("This mandate has begun. End it, or change it."))
    record("withdraw_mandate", mandate, by=by, before=_mandate_facts(mandate))
    mandate.delete()
