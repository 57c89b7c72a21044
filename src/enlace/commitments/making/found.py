"""Acts and milestones as a reader finds them, and what an address brings to a new draft."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.commitments.lineage.acts import Body
from enlace.commitments.making.bodies import key_of
from enlace.commitments.models import CommitmentEvent, Milestone, Strategy
from enlace.consultations.models import Priority
from enlace.core.texts import Texts
from enlace.meetings.models import Decision

LONGEST_TITLE = 300


def found_act(request: HttpRequest, commitment_event_id: int) -> CommitmentEvent:
    """Raises Http404 for an act that the reader does not see."""
    seen = CommitmentEvent.objects.visible_to(request.user).select_related("commitment", "meeting", "successor")
    return get_object_or_404(seen, pk=commitment_event_id)


def found_milestone(request: HttpRequest, milestone_id: int) -> Milestone:
    seen = Milestone.objects.visible_to(request.user).select_related("commitment")
    return get_object_or_404(seen, pk=milestone_id)


def asked_record(request: HttpRequest, name: str, model: Any) -> Any:
    """The record that the address names, if the reader sees it."""
    number = request.GET.get(name, "")
    return model.objects.visible_to(request.user).filter(pk=number).first() if _is_id(number) else None


def _is_id(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 10


def draft_from(request: HttpRequest) -> dict[str, Any]:
    """What a decision, a priority or a joint strategy says already of the commitment that comes from it."""
    decision, priority = asked_record(request, "decision", Decision), asked_record(request, "priority", Priority)
    strategy = asked_record(request, "strategy", Strategy)
    found = {"decision": decision, "priority": priority, "strategy": strategy}
    initial: dict[str, Any] = {name: record.pk for name, record in found.items() if record}
    if priority:
        initial["approach"] = priority.challenge.approach
    return initial | (_from_decision(decision) if decision else {})


def _from_decision(decision: Decision) -> dict[str, Any]:
    """Its words as the title, or as the text where they are long; who does it as the party."""
    is_long = any(len(text) > LONGEST_TITLE for text in decision.text.values())
    body = decider(decision)
    promised: dict[str, Any] = {"parties": [key_of(body)], "body": key_of(body), "approach": "national"} if body else {}
    return promised | {
        "title": Texts(_beginnings(decision.text)) if is_long else decision.text,
        "text": decision.text if is_long else Texts(),
        "due_on": decision.due_on,
    }


def decider(decision: Decision) -> Body | None:
    """The state or the observer that a decision names as who does it."""
    if decision.state_id is not None:
        return "state", decision.state_id
    if decision.organisation is not None and decision.organisation.is_observer:
        return "organisation", decision.organisation.pk
    return None


def _beginnings(texts: Texts) -> dict[str, str]:
    """As much as a title takes, without a word cut in two."""
    return {code: _beginning(text) for code, text in texts.items()}


def _beginning(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
