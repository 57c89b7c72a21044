"""What commitments offer to the pages and commands of others, through the registry: each subject's own list."""

from enlace.commitments.dashboard import offered as dashboard
from enlace.commitments.demonstration import offered as demonstration
from enlace.commitments.exchange import offered as exchange
from enlace.commitments.making import offered as making
from enlace.commitments.progress import offered as progress
from enlace.commitments.rounds import offered as rounds
from enlace.commitments.strategies import offered as strategies

OFFERED = (
    *making.OFFERED,
    *progress.OFFERED,
    *rounds.OFFERED,
    *strategies.OFFERED,
    *dashboard.OFFERED,
    *exchange.OFFERED,
    *demonstration.OFFERED,
)
