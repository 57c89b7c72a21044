"""Drafts of commitments, and what of a standing one may be filed anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind, Standing
from enlace.commitments.lineage.life import Life, life_of
from enlace.commitments.making.acting import locked
from enlace.commitments.making.checking import ORDER, check_approach, check_members
from enlace.commitments.making.rules import can_add_commitment, can_change_commitment, can_remove_commitment
from enlace.commitments.making.wording import (
    FIELDS,
    PROMISED,
    TEXTS,
    adds_languages_alone,
    differing,
    facts_of,
    save_lists,
    set_fields,
    set_parties,
)
from enlace.commitments.models import Commitment, bodies_in_numbers, body_fields, spoken_bodies
from enlace.commitments.parties import parties_of
from enlace.core.permission import require
from enlace.core.texts import Texts


@transaction.atomic
def add_commitment(*, by: Anyone | None, body: Body | None, parties: Iterable[Body], **fields: Any) -> Commitment:
    """A draft of `body`, which is one of the parties; of the secretariat where it is None.

    Raises ValidationError by field.
    """
    require(can_add_commitment(by, body))
    commitment, promising = Commitment(**body_fields(body)), frozenset(parties)
    set_fields(commitment, {"title": {}} | fields, by)
    _check_parties(commitment, promising)
    origins = (commitment.priority, commitment.decision, commitment.strategy)
    commitment.illustrative = commitment.illustrative or any(one.illustrative for one in origins if one)
    commitment.full_clean()
    commitment.save()
    save_lists(commitment, fields)
    set_parties(commitment, promising)
    record("add_commitment", commitment, by=by, after=_facts(commitment, promising))
    return commitment


@transaction.atomic
def change_commitment(commitment: Commitment, *, by: Anyone | None, **fields: Any) -> Commitment:
    """Set the fields given. Of a draft all of them, with its `parties`; once it stands what it is filed under, and
    translations. Raises ValidationError by field."""
    commitment = locked(commitment)
    require(can_change_commitment(by, commitment))
    life, before_parties = life_of(commitment), parties_of(commitment)
    parties = frozenset(fields.pop("parties", before_parties))
    changed = differing(commitment, fields)
    if not changed and parties == before_parties:
        return commitment
    before, given = facts_of(commitment, changed), {name: fields[name] for name in changed}
    if life.standing is not Standing.DRAFT:
        _check_standing(commitment, given, parties != before_parties, life, by)
    set_fields(commitment, given, by)
    if life.standing is Standing.DRAFT:
        _check_parties(commitment, parties)
        set_parties(commitment, parties)
    commitment.full_clean()
    commitment.save()
    save_lists(commitment, given)
    _translate_wording(life, given)
    after = facts_of(commitment, changed)
    if parties != before_parties:
        before, after = before | bodies_in_numbers(before_parties), after | bodies_in_numbers(parties)
    record("change_commitment", commitment, by=by, before=before, after=after)
    return commitment


@transaction.atomic
def remove_commitment(commitment: Commitment, *, by: Anyone | None) -> None:
    """A draft, or what was recorded by mistake: nothing of it stays but the line in the audit log."""
    commitment = locked(commitment)
    require(can_remove_commitment(by, commitment))
    record("remove_commitment", commitment, by=by, before=_facts(commitment, parties_of(commitment)))
    commitment.delete()


def _check_parties(commitment: Commitment, parties: frozenset[Body]) -> None:
    check_approach(commitment.approach, parties)
    if commitment.body is not None and commitment.body not in parties:
        raise ValidationError({"parties": _("Who drafts it promises it too. Add the one for which you speak.")})
    check_members(parties)


def _check_standing(
    commitment: Commitment, given: Mapping[str, Any], changes_parties: bool, life: Life, by: Anyone | None
) -> None:
    """What was promised to other parties holds: it changes by an act alone, and is shown to fewer, never to more."""
    if changes_parties:
        raise ValidationError({"parties": _("Who promises it is settled, since a word was given. Make another.")})
    own_words = ("responsible", "source") if by is None or spoken_bodies(by) & life.parties else ()
    for name in given:
        translated = name in TEXTS and adds_languages_alone(getattr(commitment, name), given[name])
        if not translated and (name in PROMISED or (name in TEXTS and name not in own_words)):
            raise ValidationError({name: _("What is promised changes by an amendment. Here, languages may be added.")})
    wider = "audience" in given and ORDER.get(given["audience"], 0) < ORDER.get(commitment.audience, 0)  # type: ignore[call-overload]
    alone = by is None or spoken_bodies(by) >= life.parties
    if wider and not alone:
        raise ValidationError(
            {"audience": _("Other parties gave their word for a smaller audience. Choose that or a smaller one.")}
        )


def _translate_wording(life: Life, given: Mapping[str, Any]) -> None:
    """The act that gave a standing commitment its words is translated with it."""
    wording = [event for event in life.events if event.in_force_at and event.kind in (Kind.MADE, Kind.AMENDED)]
    texts = {name: given[name] for name in ("title", "text") if name in given}
    if wording and texts:
        for name, value in texts.items():
            setattr(wording[-1], name, Texts(value))
        wording[-1].save(update_fields=list(texts))


def _facts(commitment: Commitment, parties: frozenset[Body]) -> dict[str, Any]:
    body = {name: value for name, value in body_fields(commitment.body).items() if value}
    return (
        facts_of(commitment, FIELDS)
        | {name.removesuffix("_id"): value for name, value in body.items()}
        | bodies_in_numbers(parties)
    )
