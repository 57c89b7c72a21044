"""The rules stand with their subjects; here they are gathered, so that the program knows them all from its start."""

from enlace.consultations.answering import rules as answering
from enlace.consultations.challenges import rules as challenges
from enlace.consultations.consulting import rules as consulting
from enlace.consultations.polis import rules as polis
from enlace.consultations.priorities import rules as priorities
from enlace.consultations.results import rules as results
from enlace.consultations.statements import rules as statements

__all__ = ["answering", "challenges", "consulting", "polis", "priorities", "results", "statements"]
