"""The rules stand with their subjects; here they are gathered, so that the program knows them all from its start."""

from enlace.commitments.exchange import rules as exchange
from enlace.commitments.making import rules as making
from enlace.commitments.progress import rules as progress
from enlace.commitments.rounds import rules as rounds
from enlace.commitments.strategies import rules as strategies

__all__ = ["exchange", "making", "progress", "rounds", "strategies"]
