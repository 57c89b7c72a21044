"""Last year's consultation as the beginning of the next: its words and terms, and nothing of what was answered."""

from datetime import date

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.consulting.actions import add_consultation
from enlace.consultations.consulting.rules import can_copy_consultation
from enlace.consultations.models import Consultation
from enlace.consultations.statements.actions import add_statement
from enlace.core.permission import require
from enlace.meetings.models import Meeting

TAKEN = ("question", "text", "answered_by", "voice_of", "attribution", "takes_statements", "audience", "illustrative")


@transaction.atomic
def copy_consultation(
    consultation: Consultation, *, by: Anyone | None, opens_on: date, closes_on: date, meeting: Meeting | None = None
) -> Consultation:
    """A draft with the statements that were put to vote, numbered anew; those that were adopted are up for review.

    Not whose they were, no answers, no result. Raises ValidationError by field.
    """
    require(can_copy_consultation(by, consultation))
    fields = {name: getattr(consultation, name) for name in TAKEN}
    themes = list(consultation.themes.all())
    new = add_consultation(by=by, opens_on=opens_on, closes_on=closes_on, meeting=meeting, themes=themes, **fields)
    accepted = consultation.statements.accepted().select_related("challenge", "priority__challenge")
    originals = list(accepted.prefetch_related("adopted__challenge").order_by("number"))
    reviewed: set[int] = set()
    for one in originals:
        priority = next(iter(one.adopted.all()), one.priority)
        if priority and priority.pk in reviewed:
            priority = None
        reviewed |= {priority.pk} if priority else set()
        challenge = one.challenge if one.challenge and one.challenge.withdrawn_on is None else None
        add_statement(new, by=by, text=one.text, challenge=challenge, priority=priority)
    record("copy_consultation", new, by=by, after={"from": consultation.pk, "statements": len(originals)})
    return new
