"""A whole report from one form: what was done, a first piece of evidence, and submitted if that is wanted."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Commitment, Progress
from enlace.commitments.progress.actions import (
    FIELDS,
    change_progress,
    draft_progress,
    remove_progress,
    submit_progress,
)
from enlace.commitments.progress.evidence_actions import add_evidence
from enlace.files.storing import atomic_with_files

A_MOMENT = timedelta(minutes=5)


@atomic_with_files()
def report_progress(
    commitment: Commitment,
    *,
    by: Anyone,
    body: Body,
    evidence: Mapping[str, Any] | None = None,
    submit: bool = False,
    **fields: Any,
) -> Progress:
    """All of it or nothing. `evidence` is what `add_evidence` takes. What is sent twice on a slow line is one report.

    Raises ValidationError by field, those of the evidence being `evidence_title`, `evidence_file`, `evidence_link`.
    """
    progress = draft_progress(commitment, by=by, body=body, **fields)
    twin = _twin_of(progress)
    if twin:
        remove_progress(progress, by=by)
        progress = twin
    elif evidence:
        try:
            add_evidence(progress, by=by, **evidence)
        except ValidationError as error:
            raise ValidationError({_named(name): errors for name, errors in error.error_dict.items()}) from error
    return submit_progress(progress, by=by) if submit and progress.submitted_at is None else progress


def _twin_of(progress: Progress) -> Progress | None:
    """The same report of the same body, drafted a moment before: the draft of who sent it twice."""
    lately = Progress.objects.filter(
        commitment=progress.commitment,
        state=progress.state_id,
        organisation=progress.organisation_id,
        drafted_at__gte=progress.drafted_at - A_MOMENT,
        taken_back_at=None,
    )
    return next((one for one in lately.exclude(pk=progress.pk) if _says(one) == _says(progress)), None)


def _says(progress: Progress) -> tuple[Any, ...]:
    return tuple(getattr(progress, name) for name in FIELDS)


def _named(field: str) -> str:
    return field if field == NON_FIELD_ERRORS else f"evidence_{field}"


@transaction.atomic
def change_and_submit(progress: Progress, *, by: Anyone, submit: bool = False, **fields: Any) -> Progress:
    """All of it or nothing. Raises ValidationError by field."""
    progress = change_progress(progress, by=by, **fields)
    return submit_progress(progress, by=by) if submit else progress
