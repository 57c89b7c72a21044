"""A joint strategy and its parties: who begins it, what it is called, who drafts it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.models import (
    Body,
    Strategy,
    StrategyParty,
    bodies_in_numbers,
    body_fields,
    of_bodies,
    spoken_bodies,
)
from enlace.commitments.parties import parties_of
from enlace.commitments.strategies.locking import locked
from enlace.commitments.strategies.mail import mail_party_added
from enlace.commitments.strategies.rules import (
    can_add_strategy,
    can_add_strategy_party,
    can_change_strategy,
    can_remove_strategy,
    can_remove_strategy_party,
)
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.network.models import Organisation, State
from enlace.network.roles import roles_of

TEXTS = ("title", "summary")
FIELDS = (*TEXTS, "meeting", "illustrative", "themes")


@transaction.atomic
def add_strategy(*, by: Anyone | None, parties: Iterable[Body], **fields: Any) -> Strategy:
    """Begin one of FIELDS. Who speaks for a body begins it with that body among the parties.

    Raises ValidationError by field.
    """
    require(can_add_strategy(by))
    bodies = list(dict.fromkeys(parties))
    _check_parties(bodies, by)
    strategy = Strategy()
    _set(strategy, fields, by)
    for body in bodies:
        StrategyParty(strategy=strategy, **body_fields(body)).save()
    _tell(strategy, frozenset(bodies), by)
    record("add_strategy", strategy, by=by, after=_facts(strategy, FIELDS) | bodies_in_numbers(bodies))
    return strategy


@transaction.atomic
def change_strategy(strategy: Strategy, *, by: Anyone | None, **fields: Any) -> Strategy:
    """Set the FIELDS given. Raises ValidationError by field."""
    strategy = locked(strategy)
    require(can_change_strategy(by, strategy))
    changed = [name for name in FIELDS if name in fields and _now(strategy, name) != _value(name, fields[name])]
    if changed:
        before = _facts(strategy, changed)
        _set(strategy, {name: fields[name] for name in changed}, by)
        record("change_strategy", strategy, by=by, before=before, after=_facts(strategy, changed))
    return strategy


@transaction.atomic
def remove_strategy(strategy: Strategy, *, by: Anyone | None) -> None:
    """One that was begun by mistake: nothing has been written in it."""
    strategy = locked(strategy)
    require(can_remove_strategy(by, strategy))
    before = _facts(strategy, FIELDS) | bodies_in_numbers(parties_of(strategy))
    record("remove_strategy", strategy, by=by, before=before)
    strategy.delete()


@transaction.atomic
def add_strategy_party(strategy: Strategy, *, by: Anyone | None, body: Body) -> StrategyParty:
    """It reads the drafts from now on, and is told so. Raises ValidationError at `party`."""
    strategy = locked(strategy)
    require(can_add_strategy_party(by, strategy))
    if known := StrategyParty.objects.filter(of_bodies(frozenset([body])), strategy=strategy).first():
        return known
    if not _exists(body):
        raise ValidationError({"party": _("Choose a member state or an observer of the network.")})
    party = StrategyParty(strategy=strategy, **body_fields(body))
    party.save()
    _tell(strategy, frozenset([body]), by)
    record("add_strategy_party", strategy, by=by, after={body[0]: body[1]})
    return party


@transaction.atomic
def remove_strategy_party(strategy: Strategy, *, by: Anyone | None, body: Body) -> None:
    """It reads the drafts no more. What it wrote stays, under its name."""
    strategy = locked(strategy)
    require(can_remove_strategy_party(by, strategy, body))
    StrategyParty.objects.filter(of_bodies(frozenset([body])), strategy=strategy).delete()
    record("remove_strategy_party", strategy, by=by, before={body[0]: body[1]})


def _check_parties(bodies: list[Body], by: Anyone | None) -> None:
    if not bodies or not all(_exists(body) for body in bodies):
        raise ValidationError({"parties": _("Choose the member states and observers that draft it.")})
    if by is not None and not roles_of(by).is_secretary and not spoken_bodies(by) & set(bodies):
        raise ValidationError({"parties": _("You speak for none of these. Choose the one for which you speak too.")})


def _exists(body: Body) -> bool:
    kind, pk = body
    known = State.objects.all() if kind == "state" else Organisation.objects.observers()
    return known.filter(pk=pk).exists()


def _tell(strategy: Strategy, bodies: frozenset[Body], by: Anyone | None) -> None:
    """Those that did not bring themselves in."""
    told = bodies - (spoken_bodies(by) if by is not None else bodies)
    mail_party_added(strategy, told)


def _value(name: str, value: Any) -> Any:
    """As `_now` gives it."""
    if name == "themes":
        return sorted(one.pk for one in value)
    return Texts(value) if name in TEXTS else value


def _now(strategy: Strategy, name: str) -> Any:
    return sorted(strategy.themes.values_list("pk", flat=True)) if name == "themes" else getattr(strategy, name)


def _set(strategy: Strategy, fields: dict[str, Any], by: Anyone | None) -> None:
    for name in FIELDS:
        if name in fields and name != "themes":
            setattr(strategy, name, _value(name, fields[name]))
    meeting = strategy.meeting
    if "meeting" in fields and meeting and by is not None:
        seen = type(meeting).objects.visible_to(by)
        if not seen.filter(pk=meeting.pk).exists():
            raise ValidationError({"meeting": _("Choose a meeting that you see.")})
    strategy.full_clean()
    strategy.save()
    if "themes" in fields:
        strategy.themes.set(fields["themes"])


def _facts(strategy: Strategy, names: Iterable[str]) -> dict[str, Any]:
    values = {
        "title": dict(strategy.title),
        "summary": dict(strategy.summary),
        "meeting": strategy.meeting_id,
        "illustrative": strategy.illustrative,
        "themes": _now(strategy, "themes") if strategy.pk else [],
    }
    return {name: values[name] for name in names if values[name]}
