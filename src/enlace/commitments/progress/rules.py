"""A body reports in its own words: the secretariat comments, and records what a named document says, but changes
nothing that a state or an observer wrote here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Commitment, Evidence, Progress, speaks_for
from enlace.commitments.parties import (
    SPEAKER_OF_PARTY,
    SPEAKER_OF_REPORTER,
    VALIDATOR_OF_REPORTER,
    parties_of,
)
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.network.parties import SECRETARIAT
from enlace.network.roles import roles_of


def _recorded(thing: Any) -> bool:
    """From a document, by the secretariat: what a body drafts has no source."""
    progress = thing if isinstance(thing, Progress) else thing.progress
    return bool(progress.source)


def _recorder(user: Anyone, *things: Any) -> bool:
    return roles_of(user).is_secretary and bool(things) and _recorded(things[0])


RECORDER = Party(_("the secretariat, of what it recorded from a document"), _recorder)


def _stands(commitment: Commitment) -> bool:
    return Commitment.objects.standing().filter(pk=commitment.pk).exists()


def _is_draft(progress: Progress) -> bool:
    return progress.submitted_at is None


def _waits(progress: Progress) -> bool:
    return progress.submitted_at is not None and progress.cleared_at is None


def _counts(progress: Progress) -> bool:
    return progress.cleared_at is not None and progress.taken_back_at is None


def _takes_evidence(user: Anyone | None, progress: Progress) -> bool:
    """Nothing is added to what was cleared, so that nothing is shown that no validator saw."""
    if _recorded(progress):
        return _counts(progress) and (user is None or roles_of(user).is_secretary)
    return user is not None and _is_draft(progress)


@allows(SPEAKER_OF_PARTY, does=_("Report progress on a commitment"), condition=_("the commitment stands"))
def can_draft_progress(user: Anyone, commitment: Commitment, body: Body | None = None) -> bool:
    """For `body` where it is named: one of the parties, for which they speak."""
    own = body is None or (body in parties_of(commitment) and speaks_for(user, body))
    return own and _stands(commitment)


@allows(SPEAKER_OF_REPORTER, does=_("Change a report of progress"), condition=_("it is a draft"))
def can_change_progress(user: Anyone, progress: Progress) -> bool:
    return _is_draft(progress)


@allows(SPEAKER_OF_REPORTER, does=_("Remove a report of progress"), condition=_("it is a draft"))
def can_remove_progress(user: Anyone, progress: Progress) -> bool:
    return _is_draft(progress)


@allows(
    SPEAKER_OF_REPORTER,
    does=_("Submit a report of progress; without a validator of the state it is cleared by that"),
    condition=_("it is a draft, and the commitment stands"),
)
def can_submit_progress(user: Anyone, progress: Progress) -> bool:
    return _is_draft(progress) and _stands(progress.commitment)


@allows(VALIDATOR_OF_REPORTER, does=_("Clear a report of progress"), condition=_("it was submitted and waits for it"))
def can_clear_progress(user: Anyone, progress: Progress) -> bool:
    return _waits(progress)


@allows(
    VALIDATOR_OF_REPORTER,
    does=_("Send a report of progress back, with the reason"),
    condition=_("it was submitted and waits to be cleared"),
)
def can_send_back_progress(user: Anyone, progress: Progress) -> bool:
    return _waits(progress)


@allows(
    SPEAKER_OF_REPORTER,
    VALIDATOR_OF_REPORTER,
    RECORDER,
    COMMAND_LINE,
    does=_("Take back a report of progress"),
    condition=_(
        "it is cleared; while it waits, who speaks for the one that reports; the administrator, if it was recorded"
    ),
)
def can_take_back_progress(user: Anyone | None, progress: Progress) -> bool:
    if user is None:
        return _recorded(progress) and _counts(progress)
    return _counts(progress) or (_waits(progress) and speaks_for(user, progress.body))


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Record the progress that a state or an observer reported in a document"),
    condition=_("the commitment stands, or stood once"),
)
def can_record_progress(user: Anyone | None, commitment: Commitment) -> bool:
    return Commitment.objects.that_stood().filter(pk=commitment.pk).exists()


@allows(
    SECRETARIAT,
    SPEAKER_OF_REPORTER,
    VALIDATOR_OF_REPORTER,
    does=_("Comment on a report of progress"),
    condition=_("it is cleared"),
)
def can_comment_progress(user: Anyone, progress: Progress) -> bool:
    return _counts(progress)


@allows(
    SPEAKER_OF_REPORTER,
    RECORDER,
    COMMAND_LINE,
    does=_("Add evidence to a report of progress"),
    condition=_("it is a draft, or was recorded from a document by who adds it"),
)
def can_add_evidence(user: Anyone | None, progress: Progress) -> bool:
    return _takes_evidence(user, progress)


@allows(
    SPEAKER_OF_REPORTER,
    RECORDER,
    COMMAND_LINE,
    does=_("Change evidence and its file"),
    condition=_("its report is a draft, or was recorded from a document by who changes it"),
)
def can_change_evidence(user: Anyone | None, evidence: Evidence) -> bool:
    return _takes_evidence(user, evidence.progress)


@allows(
    SPEAKER_OF_REPORTER,
    RECORDER,
    COMMAND_LINE,
    does=_("Remove evidence with its file"),
    condition=_("its report is a draft, or was recorded from a document by who removes it"),
)
def can_remove_evidence(user: Anyone | None, evidence: Evidence) -> bool:
    return _takes_evidence(user, evidence.progress)


@allows(
    SPEAKER_OF_REPORTER,
    VALIDATOR_OF_REPORTER,
    RECORDER,
    COMMAND_LINE,
    does=_("Erase the file of evidence; that it was there stays known"),
)
def can_erase_evidence(user: Anyone | None, evidence: Evidence) -> bool:
    return True
