"""The fields of a commitment as actions set and record them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body
from enlace.commitments.making.checking import check_lengths, check_title
from enlace.commitments.models import (
    Commitment,
    CommitmentParty,
    Strategy,
    StrategyParty,
    body_fields,
    of_bodies,
    spoken_bodies,
)
from enlace.commitments.models.strategies import StrategyQuerySet
from enlace.consultations.models import Priority
from enlace.core.texts import Texts
from enlace.meetings.models import Decision
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of

TEXTS = ("title", "text", "responsible", "source")
PLAIN = ("approach", "due_on", "audience", "drafted_on", "reference", "illustrative")
ORIGINS = ("priority", "decision", "strategy")
LISTS = ("themes", "targets")
FIELDS = (*TEXTS, *PLAIN, *ORIGINS, *LISTS)
PROMISED = ("title", "text", "approach", "due_on")
"""What changes by an act alone once it stands, but for translations of the texts."""


def set_fields(commitment: Commitment, fields: Mapping[str, Any], by: Anyone | None) -> None:
    """Without saving. Raises ValidationError by field, and TypeError for what is no field of a commitment."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"A commitment has no {', '.join(sorted(unknown))}.")
    for name, value in fields.items():
        if name not in LISTS:
            setattr(commitment, name, Texts(value) if name in TEXTS else value)
    if "title" in fields:
        check_title(commitment.title)
    if commitment.audience == Audience.INVITED:
        raise ValidationError({"audience": _("Nobody is invited to a commitment. Choose another audience.")})
    check_lengths(commitment, [name for name in TEXTS if name in fields])
    _check_origins(fields, by)


def _check_origins(fields: Mapping[str, Any], by: Anyone | None) -> None:
    """Nobody files a commitment under what they do not see."""
    if by is None:
        return
    kinds: dict[str, Any] = {"priority": Priority, "decision": Decision, "strategy": Strategy}
    for name, model in kinds.items():
        value = fields.get(name)
        if value is not None and not model.objects.visible_to(by).filter(pk=value.pk).exists():
            raise ValidationError({name: _("This is not on record for you. Choose another, or none.")})
    strategy = fields.get("strategy")
    if strategy is not None and strategy not in strategies_for(by):
        sentence = _("Its parties alone add actions to a joint strategy. Choose another, or none.")
        raise ValidationError({"strategy": sentence})


def strategies_for(user: Anyone) -> StrategyQuerySet:
    """To which somebody adds actions: all for the secretariat, for others those of the parties that they speak for."""
    seen = Strategy.objects.visible_to(user)
    if roles_of(user).is_secretary:
        return seen
    own = StrategyParty.objects.filter(of_bodies(spoken_bodies(user))).values("strategy")
    return seen.filter(pk__in=own)


def save_lists(commitment: Commitment, fields: Mapping[str, Any]) -> None:
    for name in LISTS:
        if name in fields:
            getattr(commitment, name).set(fields[name])


def differing(commitment: Commitment, fields: Mapping[str, Any]) -> list[str]:
    """Which of the fields would change."""
    return [name for name in FIELDS if name in fields and _value(commitment, name) != _given(name, fields[name])]


def _given(name: str, value: Any) -> Any:
    if name in LISTS:
        return sorted(one.pk for one in value)
    return Texts(value) if name in TEXTS else value


def _value(commitment: Commitment, name: str) -> Any:
    if name in LISTS:
        return sorted(getattr(commitment, name).values_list("pk", flat=True))
    return getattr(commitment, name)


def adds_languages_alone(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """A translation: what was said stays in every language in which it was said."""
    return all(after.get(language) == text for language, text in before.items())


def facts_of(commitment: Commitment, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them, without what is empty."""
    found = {name: as_fact(_value(commitment, name)) for name in names}
    return {name: value for name, value in found.items() if value not in (None, {}, [], "", False)}


def as_fact(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)


def set_parties(commitment: Commitment, parties: frozenset[Body]) -> None:
    """The rows of the parties; those who stay keep theirs."""
    known = {party.body: party for party in commitment.parties.all()}
    for body in known.keys() - parties:
        known[body].delete()
    new = sorted(parties - known.keys(), key=lambda body: (body != commitment.body, body[0] != "state", body[1]))
    CommitmentParty.objects.bulk_create(CommitmentParty(commitment=commitment, **body_fields(body)) for body in new)
