"""What acts are called in sentences."""

from django.utils.translation import gettext as _

from enlace.commitments.lineage.acts import Kind
from enlace.commitments.models import CommitmentEvent


def act_in_words(event: CommitmentEvent) -> str:
    """As the head of a step in the lineage."""
    if event.kind == Kind.CLOSED:
        closed = {
            "achieved": _("Closed: achieved"),
            "superseded": _("Closed: superseded by another"),
            "withdrawn": _("Closed: withdrawn"),
        }
        return closed[event.outcome]
    return {Kind.MADE: _("Made"), Kind.RENEWED: _("Renewed"), Kind.AMENDED: _("Amended")}[Kind(event.kind)]


def act_asked(event: CommitmentEvent) -> str:
    """What a party is asked to give its word for, as a sentence."""
    if event.kind == Kind.CLOSED:
        closed = {
            "achieved": _("A commitment is to be closed as achieved."),
            "superseded": _("A commitment is to be closed, because another takes its place."),
            "withdrawn": _("A commitment is to be withdrawn."),
        }
        return closed[event.outcome]
    return {
        Kind.MADE: _("A commitment is to be made."),
        Kind.RENEWED: _("A commitment is to be renewed."),
        Kind.AMENDED: _("A commitment is to be amended."),
    }[Kind(event.kind)]
