"""What mechanisms offer to the pages and commands of others, through the registry: each subject's own list."""

from enlace.mechanisms.assessments import offered as assessments
from enlace.mechanisms.demonstration import offered as demonstration
from enlace.mechanisms.editions import offered as editions
from enlace.mechanisms.lessons import offered as lessons
from enlace.mechanisms.questionnaires import offered as questionnaires
from enlace.mechanisms.register import offered as register

OFFERED = (
    *register.OFFERED,
    *editions.OFFERED,
    *questionnaires.OFFERED,
    *lessons.OFFERED,
    *assessments.OFFERED,
    *demonstration.OFFERED,
)
