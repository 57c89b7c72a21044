"""The rules stand with their subjects; here they are gathered, so that the program knows them all from its start."""

from enlace.reports.dossier import rules as dossier
from enlace.reports.editions import rules as editions
from enlace.reports.planning import rules as planning

__all__ = ["dossier", "editions", "planning"]
