"""How an act is written down, gets words and comes into force. Its callers hold the commitment locked."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from enlace.commitments.lineage.acts import Body, Kind
from enlace.commitments.lineage.life import life_of
from enlace.commitments.making.checking import check_lengths
from enlace.commitments.making.wording import as_fact
from enlace.commitments.models import Commitment, CommitmentEvent, Confirmation, body_fields
from enlace.core.clock import now
from enlace.core.texts import Texts

WORDING = ("title", "text", "due_on")


def locked(commitment: Commitment) -> Commitment:
    """As it stands now; whoever acts on it at the same time waits."""
    return Commitment.objects.select_for_update().get(pk=commitment.pk)


def wording_of(commitment: Commitment) -> dict[str, Any]:
    return {name: getattr(commitment, name) for name in WORDING}


def write_act(
    commitment: Commitment,
    *,
    kind: Kind,
    body: Body | None,
    happened_on: date,
    note: Mapping[str, str] | None = None,
    source: Mapping[str, str] | None = None,
    **fields: Any,
) -> CommitmentEvent:
    """The next of the commitment, without a word yet. `fields` are others of the event."""
    last = commitment.events.order_by("-number").values_list("number", flat=True).first() or 0
    event = CommitmentEvent(
        commitment=commitment,
        number=last + 1,
        kind=kind.value,
        happened_on=happened_on,
        note=Texts(note),
        source=Texts(source),
        **body_fields(body),
        **fields,
    )
    check_lengths(event, ["title", "note", "source"])
    event.full_clean(exclude=["commitment"], validate_unique=False, validate_constraints=False)
    event.save()
    return event


def give_words(event: CommitmentEvent, bodies: Iterable[Body], *, on_paper: bool = False) -> None:
    moment = now()
    Confirmation.objects.bulk_create(
        Confirmation(event=event, confirmed_at=moment, on_paper=on_paper, **body_fields(body)) for body in bodies
    )


def settle(commitment: Commitment, event: CommitmentEvent) -> dict[str, Any]:
    """Bring the act into force if no word is missing any more, and take back what it overtakes. What that changed."""
    life = life_of(commitment)
    if not life.is_in_force(event):
        return {}
    moment, overtaken = now(), life.waiting
    event.in_force_at = moment
    event.save(update_fields=["in_force_at"])
    if event.kind in (Kind.MADE, Kind.AMENDED):
        apply_wording(commitment, event)
    changed: dict[str, Any] = {"in_force_at": moment.isoformat()}
    return changed | (take_back(overtaken, moment) if overtaken else {})


def apply_wording(commitment: Commitment, event: CommitmentEvent) -> None:
    for name in WORDING:
        setattr(commitment, name, getattr(event, name))
    commitment.save(update_fields=WORDING)


def take_back(event: CommitmentEvent, moment: datetime) -> dict[str, Any]:
    event.taken_back_at = moment
    event.save(update_fields=["taken_back_at"])
    return {"overtaken": event.pk}


def act_facts(event: CommitmentEvent) -> dict[str, Any]:
    """As the audit log writes an act: ids, days, and the words where it changed them."""
    names = ["commitment", "kind", "outcome", "successor", "meeting", "happened_on", "state", "organisation"]
    if event.kind == Kind.AMENDED:
        names += WORDING
    found = {name: as_fact(getattr(event, name)) for name in names}
    return {name: value for name, value in found.items() if value not in (None, {}, "")}
