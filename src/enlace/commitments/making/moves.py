"""What a reader may do next with a commitment, for its page."""

from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.commitments.exchange.rules import can_link_target
from enlace.commitments.making import rules
from enlace.commitments.models import Commitment
from enlace.commitments.progress.rules import can_draft_progress, can_record_progress


@dataclass(frozen=True)
class Moves:
    put_forward: bool = False
    change: bool = False
    remove: bool = False
    renew: bool = False
    amend: bool = False
    close: bool = False
    record: bool = False
    add_milestone: bool = False
    report: bool = False
    record_progress: bool = False
    link_targets: bool = False

    @property
    def any(self) -> bool:
        return any(
            value
            for name, value in vars(self).items()
            if name not in ("report", "record_progress", "add_milestone", "link_targets")
        )


def moves_for(user: Anyone, commitment: Commitment) -> Moves:
    """Few queries where parties and acts are at hand, and none for who is not signed in."""
    if not user.is_authenticated:
        return Moves()
    return Moves(
        rules.can_put_forward_commitment(user, commitment),
        rules.can_change_commitment(user, commitment),
        rules.can_remove_commitment(user, commitment),
        rules.can_renew_commitment(user, commitment),
        rules.can_amend_commitment(user, commitment),
        rules.can_close_commitment(user, commitment),
        rules.can_record_act(user, commitment),
        rules.can_add_milestone(user, commitment),
        can_draft_progress(user, commitment),
        can_record_progress(user, commitment),
        can_link_target(user, commitment),
    )
