"""Makers of the records of commitments. A commitment is Uruguay's, national, public, and stands since a month ago."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from enlace.accounts.testing import make_user
from enlace.commitments.models import (
    ColumnMap,
    Commitment,
    CommitmentEvent,
    CommitmentParty,
    CommitmentReminder,
    Confirmation,
    Evidence,
    Milestone,
    PendingCommitments,
    Progress,
    ProgressComment,
    ReviewRound,
    SectionComment,
    SectionVersion,
    Strategy,
    StrategyParty,
    StrategySection,
    Target,
)
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.models import Organisation, State
from enlace.network.testing import make_state


def _of(body: State | Organisation | None) -> dict[str, Any]:
    if body is None:
        return {}
    return {"state": body} if isinstance(body, State) else {"organisation": body}


def make_commitment(**overrides: Any) -> Commitment:
    """`parties` are states and observers, of which the first drafts it; `stands=False` leaves it a draft.

    `confirmed` are the parties that have given their word for its making, all of them if not given.
    """
    parties: Iterable[Any] = overrides.pop("parties", None) or [make_state()]
    stands, confirmed = overrides.pop("stands", True), overrides.pop("confirmed", None)
    drafts = list(parties)
    fields: dict[str, Any] = {"title": Texts({"es": "Formar a jueces y fiscales"}), "approach": "national"}
    commitment = Commitment.objects.create(**_of(drafts[0]) | fields | overrides)
    for body in drafts:
        CommitmentParty.objects.create(commitment=commitment, **_of(body))
    if stands:
        make_commitment_event(commitment=commitment, kind="made", confirmed=confirmed, **_of(drafts[0]))
    return commitment


def make_commitment_party(**overrides: Any) -> CommitmentParty:
    """Paraguay, beside Uruguay."""
    commitment = overrides.pop("commitment", None) or make_commitment(stands=False)
    fields = {} if "organisation" in overrides else {"state": make_state("PY")}
    return CommitmentParty.objects.create(commitment=commitment, **fields | overrides)


def make_commitment_event(**overrides: Any) -> CommitmentEvent:
    """The next act, with the word of every party or of those `confirmed`; a renewal if not said otherwise."""
    commitment = overrides.pop("commitment", None) or make_commitment()
    parties = list(CommitmentParty.objects.filter(commitment=commitment).order_by("pk"))
    confirmed = overrides.pop("confirmed", None)
    bodies = [party.state or party.organisation for party in parties]
    words = bodies if confirmed is None else list(confirmed)
    fields: dict[str, Any] = {
        "number": commitment.events.count() + 1,
        "kind": "renewed",
        "happened_on": today() - timedelta(days=30),
        "title": commitment.title,
        "text": commitment.text,
    }
    withdrawn = overrides.get("outcome") == "withdrawn" and words
    if len(words) == len(bodies) or withdrawn:
        fields["in_force_at"] = timezone.now() - timedelta(days=30)
    event = CommitmentEvent.objects.create(commitment=commitment, **fields | overrides)
    for body in words:
        Confirmation.objects.create(event=event, confirmed_at=timezone.now(), **_of(body))
    return event


def make_confirmation(**overrides: Any) -> Confirmation:
    """Of the first party that has not given its word yet, without making anything come into force."""
    if "event" not in overrides:
        commitment = make_commitment(parties=[make_state(), make_state("PY")], confirmed=[make_state()])
        overrides |= {"event": commitment.events.get(), "state": make_state("PY")}
    return Confirmation.objects.create(**{"confirmed_at": timezone.now()} | overrides)


def make_milestone(**overrides: Any) -> Milestone:
    commitment = overrides.pop("commitment", None) or make_commitment()
    fields = {"title": Texts({"es": "Primer curso"}), "due_on": today() + timedelta(days=60)}
    return Milestone.objects.create(commitment=commitment, **fields | overrides)


def make_target(**overrides: Any) -> Target:
    number = Target.objects.count() + 1
    fields = {"framework": "other", "code": f"T{number}", "label": Texts({"es": "Una meta"})}
    return Target.objects.create(**fields | overrides)


def make_progress(**overrides: Any) -> Progress:
    """Cleared ten days ago, of the first party; `cleared=False` leaves it a draft, `submitted=True` waiting."""
    commitment = overrides.pop("commitment", None) or make_commitment()
    cleared = overrides.pop("cleared", True)
    submitted = overrides.pop("submitted", cleared)
    moment = timezone.now() - timedelta(days=10)
    fields: dict[str, Any] = {
        "percent": 40,
        "text": Texts({"es": "Cuarenta jueces cursaron el primer módulo."}),
        "reported_on": today() - timedelta(days=10),
        "submitted_at": moment if submitted else None,
        "cleared_at": moment if cleared else None,
    }
    if "state" not in overrides and "organisation" not in overrides:
        party = CommitmentParty.objects.filter(commitment=commitment).order_by("pk").first()
        fields |= _of(party.state or party.organisation if party else make_state())
    return Progress.objects.create(commitment=commitment, **fields | overrides)


def make_evidence(**overrides: Any) -> Evidence:
    """A link."""
    progress = overrides.pop("progress", None) or make_progress()
    fields = {"title": Texts({"es": "Programa del curso"}), "link": "https://example.org/programa"}
    return Evidence.objects.create(progress=progress, **fields | overrides)


def make_progress_comment(**overrides: Any) -> ProgressComment:
    progress = overrides.pop("progress", None) or make_progress()
    return ProgressComment.objects.create(progress=progress, **{"text": "¿De qué provincias?"} | overrides)


def make_review_round(**overrides: Any) -> ReviewRound:
    """Open for two weeks more; `opened=False` leaves it a draft."""
    opened = overrides.pop("opened", True)
    fields: dict[str, Any] = {
        "title": Texts({"es": "Avances del año"}),
        "opens_on": today() - timedelta(days=14),
        "closes_on": today() + timedelta(days=14),
        "opened_at": timezone.now() - timedelta(days=14) if opened else None,
    }
    return ReviewRound.objects.create(**fields | overrides)


def make_commitment_reminder(**overrides: Any) -> CommitmentReminder:
    number = CommitmentReminder.objects.count()
    return CommitmentReminder.objects.create(**{"key": f"round:{number}", "sent_at": timezone.now()} | overrides)


def make_strategy(**overrides: Any) -> Strategy:
    """Drafted by Uruguay and Paraguay; `parties` are states and observers."""
    parties = overrides.pop("parties", None) or [make_state(), make_state("PY")]
    strategy = Strategy.objects.create(**{"title": Texts({"es": "Alerta temprana en la frontera"})} | overrides)
    for body in parties:
        StrategyParty.objects.create(strategy=strategy, **_of(body))
    return strategy


def make_strategy_party(**overrides: Any) -> StrategyParty:
    """Argentina, beside the others."""
    strategy = overrides.pop("strategy", None) or make_strategy()
    fields = {} if "organisation" in overrides else {"state": make_state("AR")}
    return StrategyParty.objects.create(strategy=strategy, **fields | overrides)


def make_strategy_section(**overrides: Any) -> StrategySection:
    strategy = overrides.pop("strategy", None) or make_strategy()
    fields = {"title": Texts({"es": "Qué haremos"}), "order": strategy.sections.count()}
    return StrategySection.objects.create(strategy=strategy, **fields | overrides)


def make_section_version(**overrides: Any) -> SectionVersion:
    """By Uruguay."""
    section = overrides.pop("section", None) or make_strategy_section()
    fields = {"text": "Compartiremos indicadores cada mes.", "language": "es"}
    body = {} if "organisation" in overrides else {"state": make_state()}
    return SectionVersion.objects.create(section=section, **body | fields | overrides)


def make_section_comment(**overrides: Any) -> SectionComment:
    """By Paraguay."""
    section = overrides.pop("section", None) or make_strategy_section()
    body = {} if "organisation" in overrides else {"state": make_state("PY")}
    return SectionComment.objects.create(section=section, **body | {"text": "¿Cada mes?"} | overrides)


def make_column_map(**overrides: Any) -> ColumnMap:
    fields = {"name": f"Tabla {ColumnMap.objects.count() + 1}", "heads": ["Compromiso"]}
    return ColumnMap.objects.create(**fields | overrides)


def make_pending_commitments(**overrides: Any) -> PendingCommitments:
    data = overrides.pop("data", None) or b"Compromiso,Estado\nFormar a jueces,Uruguay\n"
    fields = {"name": "compromisos.csv", "content": ContentFile(data, "table")} | overrides
    return PendingCommitments.objects.create(
        **{"user": fields.pop("user", None) or make_user("uploader@example.org")} | fields
    )
