"""How alike two texts, or two sets of themes, are: 0 to 1, also across languages that share their learned words.

Words are compared without accents and by their first six letters, under which prevención, prevenção and prevention
are one; numbers and acronyms are kept whole. A term weighs the more the rarer it is among the texts compared (TF-IDF
with logarithmic counts and cosine; Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import repeat
from math import log, sqrt, sumprod
from operator import mul

WORD = re.compile(r"\w+")
SHORTEST_WORD, STEM = 5, 6


@lru_cache(maxsize=2048)
def terms(text: str) -> Mapping[str, float]:
    """term → 1 + ln(times it occurs). Words under five letters are left out unless they are acronyms or numbers."""
    counts = Counter(_term(word) for word in WORD.findall(text) if _tells(word))
    return {term: 1 + log(count) for term, count in counts.items() if term}


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST_WORD or (len(word) > 1 and (word.isupper() or any(map(str.isdigit, word))))


def _term(word: str) -> str:
    folded = "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one)).casefold()
    return folded if any(map(str.isdigit, folded)) else folded[:STEM]


def rarity[T: Hashable](documents: Iterable[Collection[T]]) -> dict[T, float]:
    """What each term weighs: ln(1 + documents / documents that hold it)."""
    total, holding = 0, Counter[T]()
    for document in documents:
        total += 1
        holding.update(set(document))
    return {term: log(1 + total / count) for term, count in holding.items()}


def likeness_to(one: Mapping[str, float], weights: Mapping[str, float]) -> Callable[[Mapping[str, float]], float]:
    """The likeness of any other text to `one`: cosine of the weighted terms, 0 where either has none.

    A term that `weights` does not know counts for nothing.
    """
    squares = {term: count * weights.get(term, 0.0) ** 2 for term, count in one.items()}
    length = _length(one, weights)

    def likeness(other: Mapping[str, float]) -> float:
        product = sum(squares[term] * other[term] for term in squares.keys() & other.keys())
        lengths = length * _length(other, weights)
        return min(1.0, product / lengths) if lengths else 0.0

    return likeness


def _length(vector: Mapping[str, float], weights: Mapping[str, float]) -> float:
    weighted = list(map(mul, vector.values(), map(weights.get, vector, repeat(0.0))))
    return sqrt(sumprod(weighted, weighted))


def theme_similarity[T: Hashable](one: Collection[T], other: Collection[T], weights: Mapping[T, float]) -> float:
    """Weight of the shared themes over the weight of all (weighted Jaccard index); 0 where there are none."""
    shared, either = set(one) & set(other), set(one) | set(other)
    whole = sum(weights.get(theme, 0.0) for theme in either)
    return min(1.0, sum(weights.get(theme, 0.0) for theme in shared) / whole) if whole else 0.0
