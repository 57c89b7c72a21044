from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind, Standing
from enlace.commitments.lineage.life import life_of
from enlace.commitments.making.names import (
    acts_for_secretariat,
    is_named,
    names_for,
    names_to_confirm,
    names_to_make,
)
from enlace.commitments.models import Commitment, CommitmentEvent, Milestone, speaks_for, spoken_bodies
from enlace.commitments.parties import SPEAKER_OF_DRAFTER, SPEAKER_OF_PARTY, SPEAKER_OF_SOME, parties_of
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.parties import SECRETARIAT


def _is_drafter(user: Anyone | None, commitment: Commitment) -> bool:
    if commitment.body is None:
        return acts_for_secretariat(user)
    return user is not None and speaks_for(user, commitment.body)


def _is_party(user: Anyone | None, commitment: Commitment) -> bool:
    return user is not None and bool(spoken_bodies(user) & parties_of(commitment))


@allows(
    SECRETARIAT,
    SPEAKER_OF_SOME,
    COMMAND_LINE,
    does=_("Draft a commitment"),
    condition=_("in the name of a state or an observer only who speaks for it"),
)
def can_add_commitment(user: Anyone | None, *body: Body | None) -> bool:
    """Without a body: whether they may draft one at all. A body of None is the secretariat."""
    if not body:
        return True
    return acts_for_secretariat(user) if body[0] is None else user is not None and speaks_for(user, body[0])


@allows(
    SECRETARIAT,
    SPEAKER_OF_DRAFTER,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Change a commitment"),
    condition=_(
        "a draft: the one that drafts it; once it stands: under what it is filed and its translations, "
        "not what is promised; never while it waits for a word"
    ),
)
def can_change_commitment(user: Anyone | None, commitment: Commitment) -> bool:
    standing = life_of(commitment).standing
    if standing is Standing.DRAFT:
        return _is_drafter(user, commitment)
    return standing is not Standing.AWAITING and (acts_for_secretariat(user) or _is_party(user, commitment))


@allows(
    SECRETARIAT,
    SPEAKER_OF_DRAFTER,
    COMMAND_LINE,
    does=_("Remove a commitment"),
    condition=_(
        "a draft, by the one that drafts it; or recorded by the secretariat from a document by mistake, "
        "while nobody has done or reported anything since"
    ),
)
def can_remove_commitment(user: Anyone | None, commitment: Commitment) -> bool:
    if not _is_drafter(user, commitment):
        return False
    life = life_of(commitment)
    if life.standing is Standing.DRAFT:
        return True
    only_on_paper = all(word.on_paper for event in life.events for word in event.confirmations.all())
    used = commitment.progress.exists() or commitment.superseded.exists()
    return commitment.body is None and len(life.events) == 1 and only_on_paper and life.waiting is None and not used


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Put a commitment forward"),
    condition=_("it is a draft, by the one that drafts it; the secretariat gives no word by it, all parties are asked"),
)
def can_put_forward_commitment(user: Anyone | None, commitment: Commitment, *body: Body | None) -> bool:
    return Kind.MADE in life_of(commitment).may_follow and is_named(names_to_make(user, commitment), body)


@allows(
    SPEAKER_OF_PARTY,
    does=_("Give the word of a party for a commitment, its renewal, amendment or closing"),
    condition=_("the word of the party for which they speak is missing"),
)
def can_confirm_act(user: Anyone | None, event: CommitmentEvent, *body: Body) -> bool:
    missing = life_of(event.commitment).missing(event)
    return is_named(names_to_confirm(user, event, missing), body)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Renew a commitment"),
    condition=_("it stands or was closed without being superseded, and no act waits for a word"),
)
def can_renew_commitment(user: Anyone | None, commitment: Commitment, *body: Body | None) -> bool:
    return Kind.RENEWED in life_of(commitment).may_follow and is_named(names_for(user, commitment), body)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Amend a commitment"),
    condition=_("it stands, and no act waits for a word"),
)
def can_amend_commitment(user: Anyone | None, commitment: Commitment, *body: Body | None) -> bool:
    return Kind.AMENDED in life_of(commitment).may_follow and is_named(names_for(user, commitment), body)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Close a commitment"),
    condition=_("it stands; while an act waits for a word, a party may only withdraw"),
)
def can_close_commitment(user: Anyone | None, commitment: Commitment, *body: Body | None) -> bool:
    life = life_of(commitment)
    names = [name for name in names_for(user, commitment) if name is not None or life.waiting is None]
    return Kind.CLOSED in life.may_follow and is_named(names, body)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Take back what was put forward"),
    condition=_("the one that put it forward, while a word is missing"),
)
def can_take_back_act(user: Anyone | None, event: CommitmentEvent) -> bool:
    if event.in_force_at is not None or event.taken_back_at is not None:
        return False
    if event.body is None:
        return acts_for_secretariat(user)
    return user is not None and speaks_for(user, event.body)


@allows(SECRETARIAT, COMMAND_LINE, does=_("Record a commitment that was made on paper"))
def can_record_commitment(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Record from a document that a commitment was made, renewed, amended or closed"),
    condition=_("that may come next, and no act waits for a word; a draft only if it is the secretariat's"),
)
def can_record_act(user: Anyone | None, commitment: Commitment) -> bool:
    life = life_of(commitment)
    may_be_made = life.standing is not Standing.DRAFT or commitment.body is None
    return bool(life.may_follow) and life.waiting is None and may_be_made


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Remove what was recorded from a document by mistake"),
    condition=_("it is the last act, and not the first"),
)
def can_remove_recorded_act(user: Anyone | None, event: CommitmentEvent) -> bool:
    events = life_of(event.commitment).events
    on_paper = bool(event.source) and all(word.on_paper for word in event.confirmations.all())
    return on_paper and event.number > 1 and events[-1].pk == event.pk


def _tends_milestones(user: Anyone | None, commitment: Commitment) -> bool:
    """A draft: the one that drafts it. Once it stands: its parties; the secretariat where it recorded it."""
    standing = life_of(commitment).standing
    if standing is Standing.DRAFT:
        return _is_drafter(user, commitment)
    recorded = commitment.body is None and acts_for_secretariat(user)
    return standing is Standing.STANDS and (recorded or _is_party(user, commitment))


_MILESTONES = _(
    "a draft: the one that drafts it; while it stands: its parties, and the secretariat where it drafted or recorded it"
)


@allows(
    SECRETARIAT,
    SPEAKER_OF_DRAFTER,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Add a milestone to a commitment"),
    condition=_MILESTONES,
)
def can_add_milestone(user: Anyone | None, commitment: Commitment) -> bool:
    return _tends_milestones(user, commitment)


@allows(
    SECRETARIAT,
    SPEAKER_OF_DRAFTER,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Change a milestone, and say when it was reached"),
    condition=_MILESTONES,
)
def can_change_milestone(user: Anyone | None, milestone: Milestone) -> bool:
    return _tends_milestones(user, milestone.commitment)


@allows(
    SECRETARIAT,
    SPEAKER_OF_DRAFTER,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Remove a milestone"),
    condition=_("as to change it; no report names it, and it was not reached"),
)
def can_remove_milestone(user: Anyone | None, milestone: Milestone) -> bool:
    free = milestone.reached_on is None and not milestone.progress.exists()
    return free and _tends_milestones(user, milestone.commitment)
