"""What speakers bring to a session: written by them, or for them by those who organise the meeting."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.models import Contribution, Speaker
from enlace.meetings.papers.rules import (
    can_agree_to_publication,
    can_submit_contribution,
    can_take_back_contribution,
    can_write_contribution,
)


@transaction.atomic
def write_contribution(
    speaker: Speaker,
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    summary: Mapping[str, str] | None = None,
    may_be_published: bool | None = None,
    illustrative: bool = False,
) -> Contribution:
    """The draft of a speaker, made or changed; read by them and the organisers alone.

    `may_be_published` of None leaves as it is what the speaker agreed to.
    """
    require(can_write_contribution(by, speaker))
    found = Contribution.objects.select_for_update().filter(speaker=speaker).first()
    written = found or Contribution(speaker=speaker, illustrative=illustrative)
    before = {"may_be_published": written.may_be_published}
    if may_be_published is not None and may_be_published != written.may_be_published:
        require(can_agree_to_publication(by, speaker))
        written.may_be_published = may_be_published
    written.title, written.summary = Texts(title), Texts(summary)
    written.full_clean(exclude=["speaker"])
    written.save()
    after = {"speaker": speaker.pk, "may_be_published": written.may_be_published}
    record("write_contribution", written, by=by, before=before if found else {}, after=after)
    return written


@transaction.atomic
def submit_contribution(contribution: Contribution, *, by: Anyone | None) -> Contribution:
    """From now on who sees the session reads it."""
    contribution = _locked(contribution)
    require(can_submit_contribution(by, contribution))
    if not contribution.summary:
        raise ValidationError(_("Write a summary in one language at least, then submit it."))
    contribution.submitted_at = now()
    return _kept("submit_contribution", contribution, by)


@transaction.atomic
def take_back_contribution(contribution: Contribution, *, by: Anyone | None) -> Contribution:
    """A draft again, which can be changed."""
    contribution = _locked(contribution)
    require(can_take_back_contribution(by, contribution))
    contribution.submitted_at = None
    return _kept("take_back_contribution", contribution, by)


def _locked(contribution: Contribution) -> Contribution:
    found = Contribution.objects.select_for_update().get(pk=contribution.pk)
    found.speaker = contribution.speaker
    return found


def _kept(verb: str, contribution: Contribution, by: Anyone | None) -> Contribution:
    contribution.save(update_fields=["submitted_at"])
    moment: Any = contribution.submitted_at
    record(verb, contribution, by=by, after={"submitted_at": moment.isoformat()} if moment else {})
    return contribution
