"""The rules stand with their subjects; here they are gathered, so that the program knows them all from its start."""

from enlace.mechanisms.assessments import rules as assessments
from enlace.mechanisms.editions import rules as editions
from enlace.mechanisms.lessons import rules as lessons
from enlace.mechanisms.questionnaires import rules as questionnaires
from enlace.mechanisms.register import rules as register

__all__ = ["assessments", "editions", "lessons", "questionnaires", "register"]
