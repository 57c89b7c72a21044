"""A mechanism becomes public, and is taken back; what was published once is never removed."""

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.locking import locked
from enlace.mechanisms.register.rules import can_publish_mechanism, can_withdraw_mechanism


@transaction.atomic
def publish_mechanism(mechanism: Mechanism, *, by: Anyone | None) -> Mechanism:
    """From now on everybody reads it."""
    mechanism = locked(mechanism)
    require(can_publish_mechanism(by, mechanism))
    moment = now()
    before = {"withdrawn_at": mechanism.withdrawn_at.isoformat()} if mechanism.withdrawn_at else {}
    mechanism.published_at, mechanism.withdrawn_at = mechanism.published_at or moment, None
    mechanism.save(update_fields=["published_at", "withdrawn_at"])
    record("publish_mechanism", mechanism, by=by, before=before, after={"published_at": moment.isoformat()})
    return mechanism


@transaction.atomic
def withdraw_mechanism(mechanism: Mechanism, *, by: Anyone | None) -> Mechanism:
    """Those of its state and the secretariat alone read it. What closed editions tell of it stays."""
    mechanism = locked(mechanism)
    require(can_withdraw_mechanism(by, mechanism))
    mechanism.withdrawn_at = now()
    mechanism.save(update_fields=["withdrawn_at"])
    record("withdraw_mechanism", mechanism, by=by, after={"withdrawn_at": mechanism.withdrawn_at.isoformat()})
    return mechanism
