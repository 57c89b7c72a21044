"""What consultations offer to the pages and commands of others, through the registry: each subject's own list."""

from enlace.consultations.answering import offered as answering
from enlace.consultations.challenges import offered as challenges
from enlace.consultations.consulting import offered as consulting
from enlace.consultations.demonstration import offered as demonstration
from enlace.consultations.polis import offered as polis
from enlace.consultations.priorities import offered as priorities
from enlace.consultations.results import offered as results
from enlace.consultations.statements import offered as statements

OFFERED = (
    *challenges.OFFERED,
    *consulting.OFFERED,
    *statements.OFFERED,
    *answering.OFFERED,
    *results.OFFERED,
    *priorities.OFFERED,
    *polis.OFFERED,
    *demonstration.OFFERED,
)
