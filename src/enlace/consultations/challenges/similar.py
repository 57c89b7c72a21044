"""Challenges whose title says much the same, so that a state shares one instead of proposing it a second time."""

from collections.abc import Mapping

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge
from enlace.core.plain import plain

ALIKE = 0.6
"""The share of words in common from which two titles are shown as alike."""
SHORTEST = 4
"""Shorter words (the, para, das) say nothing of the matter."""
MOST = 3


def similar_challenges(title: Mapping[str, str], reader: Anyone) -> list[Challenge]:
    """Of those that the reader sees and that were not withdrawn, three at most, the most alike first."""
    rated = [(_likeness(title, one.title), one) for one in Challenge.objects.visible_to(reader).standing()]
    alike = sorted((pair for pair in rated if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [one for _share, one in alike[:MOST]]


def _likeness(title: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Twice the words in common of all words (Dice), in the language in which the two are most alike; from 0 to 1."""
    shares = [0.0]
    for language in title.keys() & other.keys():
        one, two = _words(title[language]), _words(other[language])
        if one and two:
            shares.append(2 * len(one & two) / (len(one) + len(two)))
    return max(shares)


def _words(text: str) -> set[str]:
    words = plain(text).split()
    return {word for word in words if len(word) >= SHORTEST} or set(words)
