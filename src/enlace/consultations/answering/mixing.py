"""Anonymous answers lose the order in which they came.

The rows of a table stand in the order in which they were written, and sessions and logs tell who was there when. So
the voices of a consultation that is over, and their votes, are written anew in a random order, under keys that mean
nothing.
"""

from random import SystemRandom
from secrets import token_hex

from enlace.consultations.models import Consultation, Vote, Voter

CHUNK = 500
"""Voices at a time, so that memory stays small however many there are."""


def mix_voices(consultation: Consultation) -> None:
    """Call it in the transaction in which the consultation forgets its voices, with its row locked.

    What was said stays the same, vote by vote; which voter says it gets another number.
    """
    random = SystemRandom()
    voices = Voter.objects.select_for_update().filter(consultation=consultation).order_by()
    known = list(voices.values_list("pk", flat=True))
    random.shuffle(known)
    for start in range(0, len(known), CHUNK):
        chunk = known[start : start + CHUNK]
        fresh = Voter.objects.bulk_create(Voter(consultation=consultation, key=token_hex(32)) for _ in chunk)
        instead = dict(zip(chunk, fresh, strict=True))
        votes = list(Vote.objects.filter(voter__in=chunk))
        random.shuffle(votes)
        Vote.objects.bulk_create(_as_of(vote, instead[vote.voter_id]) for vote in votes)
        Vote.objects.filter(voter__in=chunk).delete()
        Voter.objects.filter(pk__in=chunk).delete()


def _as_of(vote: Vote, voter: Voter) -> Vote:
    said = {"value": vote.value, "importance": vote.importance, "approaches": vote.approaches}
    return Vote(statement_id=vote.statement_id, voter=voter, **said)
