"""Which statement a voice is shown next: drawn by the routing formula (`common_ground.routing`).

The draw must tell nobody how others voted. So it is the same however often a page is asked for again: its randomness
comes from the voice and from how many statements it has answered, and nobody can draw again and again to measure the
weights. And while fewer than five voices have answered, all weights are equal.

Weights are kept for half a minute, in each process: they steer, they decide nothing. Beyond 50,000 votes the map of
opinion is left out of them (E = 0), and the database counts.
"""

from hashlib import sha256

import numpy as np
from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from enlace.consultations.answering.progress import Progress
from enlace.consultations.answering.voices import Voice, key_of
from enlace.consultations.common_ground.opinion_map import opinion_map
from enlace.consultations.common_ground.routing import draw_next, extremity, next_statement_weights
from enlace.consultations.common_ground.tallies import Tallies
from enlace.consultations.common_ground.votes import Votes
from enlace.consultations.models import Consultation, Statement, Vote

FEWEST_VOICES = 5
MOST_VOTES_MAPPED = 50_000
KEPT_SECONDS = 30
WITHOUT_VOTES = float(next_statement_weights(Tallies(*np.zeros((3, 1, 1), dtype=np.int64)))[0])


def next_statement(consultation: Consultation, voice: Voice, progress: Progress) -> int | None:
    """The id of one of those that the voice has not answered; None when it has answered all."""
    if progress.is_complete:
        return None
    weights = cache.get_or_set(f"routing-{consultation.pk}", lambda: _weights(consultation), KEPT_SECONDS) or {}
    of_unseen = np.array([weights.get(statement, WITHOUT_VOTES) for statement in progress.unseen])
    step = f"{key_of(voice, consultation)}:{len(progress.answered)}"
    rng = np.random.default_rng(int.from_bytes(sha256(step.encode()).digest()))
    place = draw_next(of_unseen, np.arange(len(of_unseen)), rng)
    return None if place is None else progress.unseen[place]


def _weights(consultation: Consultation) -> dict[int, float]:
    """By id of a statement; empty while too few voices answered. A statement that is not there has no votes."""
    cast = Vote.objects.filter(statement__consultation=consultation).exclude(statement__accepted_at=None)
    if cast.count() > MOST_VOTES_MAPPED:
        return _counted(cast)
    asked = Statement.objects.accepted().filter(consultation=consultation).values_list("pk", flat=True)
    votes = Votes.of(cast.order_by("pk").values_list("voter_id", "statement_id", "value"), statements=asked)
    if len(votes.voters) < FEWEST_VOICES:
        return {}
    tallies = Tallies.of_all(votes)
    weights = next_statement_weights(tallies, extremity(tallies, opinion_map(votes).loadings))
    return dict(zip(votes.statements, weights.tolist(), strict=True))  # type: ignore[arg-type]


def _counted(cast: QuerySet[Vote]) -> dict[int, float]:
    counted = (
        cast.order_by()
        .values_list("statement_id")
        .annotate(agreed=Count("pk", filter=Q(value=1)), disagreed=Count("pk", filter=Q(value=-1)), seen=Count("pk"))
    )
    statements, agreed, disagreed, seen = zip(*counted, strict=True)
    tallies = Tallies(*(np.array([row], dtype=np.int64) for row in (agreed, disagreed, seen)))
    return dict(zip(statements, next_statement_weights(tallies).tolist(), strict=True))
