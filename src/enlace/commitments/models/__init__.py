from enlace.commitments.lineage.acts import Body
from enlace.commitments.models.bodies import (
    bodies_in_numbers,
    bodies_of,
    body_fields,
    of_bodies,
    speaks_for,
    spoken_bodies,
)
from enlace.commitments.models.commitments import Commitment, CommitmentEvent, CommitmentParty
from enlace.commitments.models.confirmations import Confirmation
from enlace.commitments.models.exchange import ColumnMap, PendingCommitments
from enlace.commitments.models.frameworks import Framework, Target
from enlace.commitments.models.milestones import Milestone
from enlace.commitments.models.progress import Evidence, Progress, ProgressComment
from enlace.commitments.models.rounds import CommitmentReminder, ReviewRound
from enlace.commitments.models.strategies import (
    SectionComment,
    SectionVersion,
    Strategy,
    StrategyParty,
    StrategySection,
)

__all__ = [
    "Body",
    "ColumnMap",
    "Commitment",
    "CommitmentEvent",
    "CommitmentParty",
    "CommitmentReminder",
    "Confirmation",
    "Evidence",
    "Framework",
    "Milestone",
    "PendingCommitments",
    "Progress",
    "ProgressComment",
    "ReviewRound",
    "SectionComment",
    "SectionVersion",
    "Strategy",
    "StrategyParty",
    "StrategySection",
    "Target",
    "bodies_in_numbers",
    "bodies_of",
    "body_fields",
    "of_bodies",
    "speaks_for",
    "spoken_bodies",
]
