"""A word that no record has becomes one like it that some record has, of those that the reader sees.

One letter may be missing, too many, another or changed with its neighbour, from eight letters on two such. Only
records that the reader sees lend their words, so that a correction tells of nothing else.
"""

from collections.abc import Iterable, Iterator
from string import ascii_lowercase, digits

from tantivy import Occur, Query

from enlace.search.asking.matching import Matcher
from enlace.search.asking.words import folded_form
from enlace.search.schema import FOLDED_TEXT, FOLDED_TITLE

SHORTEST, SHORTEST_OF_TWO = 4, 8
MOST_TERMS = 4000
LETTERS = ascii_lowercase + digits
FIELDS = (FOLDED_TITLE, FOLDED_TEXT)


def is_known(matcher: Matcher, word: str, seen: Query) -> bool:
    """Whether a record that the reader sees has the word: as it stands, which is asked fast, or another form of it."""
    form = folded_form(word)
    plain = (Query.term_query(matcher.schema, one, form, index_option="basic") for one in reversed(FIELDS) if form)
    return any(is_seen(matcher, one, seen) for one in plain) or is_seen(matcher, matcher.word(word), seen)


def is_seen(matcher: Matcher, query: Query | None, seen: Query) -> bool:
    """Whether a record that the reader sees has it."""
    if query is None:
        return False
    asked = Query.boolean_query([(Occur.Must, query), (Occur.Must, seen)])
    return bool(matcher.searcher.search(asked, limit=1, count=False).hits)


def corrected(matcher: Matcher, word: str, seen: Query) -> str:
    """The word most like it, of several the commonest; empty where there is none."""
    form = folded_form(word)
    if len(form) < SHORTEST or form.isdigit():
        return ""
    if found := _commonest(matcher, _one_off(form), seen):
        return found
    if len(form) < SHORTEST_OF_TWO or not _any_two_off(matcher, form, seen):
        return ""
    return _commonest(matcher, _two_off(matcher, form), seen)


def _commonest(matcher: Matcher, forms: Iterable[str], seen: Query) -> str:
    known = [(number, form) for form in set(forms) if (number := _documents(matcher, form))]
    for _number, form in sorted(known, key=lambda pair: (-pair[0], pair[1])):
        terms = [Query.term_query(matcher.schema, field, form) for field in FIELDS]
        if is_seen(matcher, Query.disjunction_max_query(terms), seen):
            return form
    return ""


def _documents(matcher: Matcher, form: str) -> int:
    return max(matcher.searcher.doc_freq(field, form) for field in FIELDS)


def _one_off(form: str) -> Iterator[str]:
    for at in range(len(form) + 1):
        before, after = form[:at], form[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def _any_two_off(matcher: Matcher, form: str, seen: Query) -> bool:
    asked = [Query.fuzzy_term_query(matcher.schema, field, form, distance=2) for field in FIELDS]
    return is_seen(matcher, Query.disjunction_max_query(asked), seen)


def _two_off(matcher: Matcher, form: str) -> Iterator[str]:
    """Words that begin with the same four letters, or with four of which one is off."""
    beginning, looked = form[:4], 0
    others = sorted(one for one in set(_one_off(beginning)) if 3 <= len(one) <= 4)
    for start in (beginning, *others):
        for field in FIELDS:
            for term, _number in matcher.searcher.terms_with_prefix(field, start, limit=MOST_TERMS):
                looked += 1
                if abs(len(term) - len(form)) <= 2 and distance(term, form, 2) <= 2:
                    yield term
        if looked > 10 * MOST_TERMS:
            return


def distance(one: str, other: str, most: int) -> int:
    """Letters missing, too many, other or changed with their neighbour; `most` + 1 for what is beyond."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, last, row = row, before, [place]
        for at, their in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != their))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == their:
                cost = min(cost, last[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
