"""Challenges: proposed, changed, withdrawn and restored, shared. What members may set of one follows from the field."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.challenges.rules import (
    can_add_challenge,
    can_change_challenge,
    can_restore_challenge,
    can_set_challenge,
    can_share_challenge,
    can_stop_sharing_challenge,
    can_withdraw_challenge,
)
from enlace.consultations.models import Challenge, SharedChallenge
from enlace.core.clock import today
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.network.audiences import Audience
from enlace.network.models import State

TEXTS = ("title", "text")
SETTINGS = ("state", "proposed_on", "audience")
"""What the secretariat alone sets; members propose for their state, today, for the members."""
LISTS = ("themes",)
FIELDS = (*TEXTS, "approach", *SETTINGS, "illustrative", *LISTS)


@transaction.atomic
def add_challenge(*, by: Anyone | None, state: State | None = None, **fields: Any) -> Challenge:
    """Propose one of FIELDS, for a state or, without one, for the secretariat. Raises ValidationError by field."""
    require(can_add_challenge(by, state))
    challenge = Challenge(state=state)
    if any(fields.get(name, getattr(challenge, name)) != getattr(challenge, name) for name in SETTINGS[1:]):
        require(can_set_challenge(by, challenge))
    _set(challenge, fields)
    record("add_challenge", challenge, by=by, after=_facts(challenge, FIELDS))
    return challenge


@transaction.atomic
def change_challenge(challenge: Challenge, *, by: Anyone | None, **fields: Any) -> Challenge:
    """Set the FIELDS given. A state that had said that it faces it too and now is its proposer no longer shares it."""
    challenge = _locked(challenge)
    require(can_change_challenge(by, challenge))
    changed = [name for name in FIELDS if name in fields and _differs(challenge, name, fields[name])]
    if not changed:
        return challenge
    if set(changed) & set(SETTINGS):
        require(can_set_challenge(by, challenge))
    before = _facts(challenge, changed)
    _set(challenge, {name: fields[name] for name in changed})
    challenge.shared.filter(state=challenge.state_id).delete()
    record("change_challenge", challenge, by=by, before=before, after=_facts(challenge, changed))
    return challenge


@transaction.atomic
def withdraw_challenge(challenge: Challenge, *, by: Anyone | None) -> Challenge:
    """It stays on record, and can be restored."""
    challenge = _locked(challenge)
    require(can_withdraw_challenge(by, challenge))
    challenge.withdrawn_on = today()
    challenge.save(update_fields=["withdrawn_on"])
    record("withdraw_challenge", challenge, by=by, after=_facts(challenge, ["withdrawn_on"]))
    return challenge


@transaction.atomic
def restore_challenge(challenge: Challenge, *, by: Anyone | None) -> Challenge:
    challenge = _locked(challenge)
    require(can_restore_challenge(by, challenge))
    before = _facts(challenge, ["withdrawn_on"])
    challenge.withdrawn_on = None
    challenge.save(update_fields=["withdrawn_on"])
    record("restore_challenge", challenge, by=by, before=before)
    return challenge


@transaction.atomic
def share_challenge(challenge: Challenge, *, by: Anyone | None, state: State) -> SharedChallenge:
    """Said twice it counts once, and is recorded once."""
    challenge = _locked(challenge)
    require(can_share_challenge(by, state, challenge))
    shared, is_new = SharedChallenge.objects.get_or_create(challenge=challenge, state=state)
    if is_new:
        record("share_challenge", challenge, by=by, after={"state": state.pk})
    return shared


@transaction.atomic
def stop_sharing_challenge(challenge: Challenge, *, by: Anyone | None, state: State) -> None:
    """Nothing where the state does not share it."""
    require(can_stop_sharing_challenge(by, state, challenge))
    gone, _kinds = SharedChallenge.objects.filter(challenge=challenge, state=state).delete()
    if gone:
        record("stop_sharing_challenge", challenge, by=by, before={"state": state.pk})


def _locked(challenge: Challenge) -> Challenge:
    return Challenge.objects.select_for_update().get(pk=challenge.pk)


def _differs(challenge: Challenge, name: str, value: Any) -> bool:
    if name in LISTS:
        return _listed(challenge, name) != sorted(one.pk for one in value)
    return bool(getattr(challenge, name) != (Texts(value) if name in TEXTS else value))


def _listed(challenge: Challenge, name: str) -> list[int]:
    return sorted(getattr(challenge, name).values_list("pk", flat=True))


def _set(challenge: Challenge, fields: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in fields and name not in LISTS:
            setattr(challenge, name, Texts(fields[name]) if name in TEXTS else fields[name])
    wrong: dict[str, str] = {}
    if challenge.proposed_on and challenge.proposed_on > today():
        wrong["proposed_on"] = _("This day lies ahead. Give the day on which the challenge was proposed.")
    if challenge.audience == Audience.INVITED:
        wrong["audience"] = _("Nobody is invited to a challenge. Choose another audience.")
    if challenge.state_id and challenge.audience == Audience.SECRETARIAT:
        wrong["audience"] = _("The state that proposed it must be able to read it: choose an audience with members.")
    if wrong:
        raise ValidationError(wrong)
    challenge.full_clean()
    challenge.save()
    for name in set(LISTS) & set(fields):
        getattr(challenge, name).set(fields[name])


def _facts(challenge: Challenge, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them."""
    found = {name: _listed(challenge, name) if name in LISTS else getattr(challenge, name) for name in names}
    facts = {
        name: value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
        for name, value in found.items()
    }
    return {name: value for name, value in facts.items() if value not in (None, {}, [], False)}
