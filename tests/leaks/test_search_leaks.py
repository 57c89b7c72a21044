"""The search tells nobody of what they must not see: no hit, total, passage, count or suggestion; and what they may
see it finds.
"""

from itertools import batched

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from enlace.network.testing import make_cast
from enlace.search.asking.ask import ask
from enlace.search.asking.question import Question
from enlace.search.indexing import records_of, reindex, searchables
from tests.leaks.records import CANARY, hidden_from, make_records

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READERS = ("anonymous", "observer", "focal_point", "host", "secretary")
AT_ONCE = 25
EVERYTHING = "-nowhere"
"""Asks for all that has not this word."""


def words_in_the_index() -> dict[str, tuple[str, int]]:
    """canary → kind and number of the record whose words hold it."""
    found = {}
    for searchable in searchables():
        for indexed in searchable.read(list(records_of(searchable).values_list("pk", flat=True))):
            words = CANARY.findall(f"{indexed.titles} {indexed.texts} {[page.text for page in indexed.pages]}")
            found |= dict.fromkeys(words, (searchable.kind, indexed.id))
    return found


def question(*words: str) -> Question:
    return Question(" ".join(words), "es", per_page=AT_ONCE, widen=False, correct=False)


def test_the_search_finds_for_each_reader_what_they_may_see_and_nothing_else():
    """All in one, since the records of the crawl take seconds to make."""
    cast = make_cast()
    records = make_records(cast)
    reindex()
    indexed = words_in_the_index()
    for name in READERS:
        user = AnonymousUser() if name == "anonymous" else getattr(cast, name)
        hidden = hidden_from(user, records)
        assert set(hidden) & set(indexed) or name == "secretary"
        _words_lead_to_what_is_seen(user, hidden, indexed)
        _corrections_tell_nothing(user, hidden, indexed)
        _totals_and_counts_are_of_what_is_seen(user)
        _pages_and_suggestions_show_nothing_hidden(user, hidden)


def _words_lead_to_what_is_seen(user, hidden, indexed):
    """Many at once: where no record has them all, one of them is enough to be found."""
    for some in batched(sorted(set(indexed) & set(hidden)), AT_ONCE, strict=False):
        answer = ask(question(*some), user)
        counted = [count.number for facet in answer.facets for count in facet.counts]
        assert (answer.total, answer.hits, sum(counted)) == (0, (), 0), [hidden[word] for word in some]
    for some in batched(sorted(set(indexed) - set(hidden)), AT_ONCE, strict=False):
        answer = ask(question(*some), user)
        assert {indexed[word] for word in some} == {(hit.kind, hit.id) for hit in answer.hits}
        assert answer.total == len(answer.hits)


def _corrections_tell_nothing(user, hidden, indexed):
    """Of every tenth word, as somebody would mistype it."""
    for word in sorted(set(hidden) & set(indexed))[::10]:
        answer = ask(Question(f"{word[:-1]}y", "es", widen=False), user)
        assert {one.word for one in answer.corrected} & set(hidden) == set()
        assert set(CANARY.findall(answer.corrected_text)) & set(hidden) == set()


def _totals_and_counts_are_of_what_is_seen(user):
    seen = {one.kind: one.seen(user).count() for one in searchables()}
    answer = ask(question(EVERYTHING), user)
    kinds = {count.value: count.number for facet in answer.facets if facet.name == "kind" for count in facet.counts}
    assert {kind: number for kind, number in kinds.items() if number} == {k: n for k, n in seen.items() if n}
    assert answer.total == sum(seen.values())


def _pages_and_suggestions_show_nothing_hidden(user, hidden):
    client, shown = Client(), set()
    if user.is_authenticated:
        client.force_login(user)
    for place in ("search:search", "search:suggest"):
        for text in ("kanari", EVERYTHING):
            answer = client.get(reverse(place), {"q": text})
            assert answer.status_code == 200
            shown |= set(CANARY.findall(answer.content.decode().lower()))
    assert {hidden[word] for word in shown if word in hidden} == set()
    assert shown
