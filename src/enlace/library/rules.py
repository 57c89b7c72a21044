"""The rules stand with their subjects; here they are gathered, so that the program knows them all from its start."""

from enlace.library.cataloguing import rules as cataloguing
from enlace.library.intake import rules as intake
from enlace.library.origins import rules as origins

__all__ = ["cataloguing", "intake", "origins"]
