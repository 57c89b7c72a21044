"""Texts written at once: joined line by line, compared, and traced back to what they have in common."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from enlace.meetings.minutes.comparing import compared
from enlace.meetings.minutes.lineage import last_in_common
from enlace.meetings.minutes.merging import Merge, merged_lines
from enlace.meetings.minutes.text_blocks import text_blocks

LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d e", "f"]), max_size=12)
TEXTS = LINES.map("\n".join)


@given(TEXTS, TEXTS)
def test_what_one_alone_changed_is_taken(base, changed):
    assert merged_lines(base, changed, base) == Merge(changed, 0)
    assert merged_lines(base, base, changed) == Merge(changed, 0)
    assert merged_lines(base, changed, changed) == Merge(changed, 0)


@given(TEXTS, TEXTS, TEXTS)
def test_who_is_named_first_matters_for_conflicts_alone(base, one, other):
    here, there = merged_lines(base, one, other), merged_lines(base, other, one)
    assert here.conflicts == there.conflicts
    if not here.conflicts:
        assert here.text == there.text


@given(LINES, LINES, LINES)
def test_nothing_that_either_wrote_is_lost(base, one, other):
    """Each line that somebody added, beyond those that there were, stands in the joined text."""
    joined = Counter(merged_lines("\n".join(base), "\n".join(one), "\n".join(other)).text.split("\n"))
    for text in (one, other):
        added = set(text) - set(base)
        assert all(joined[line] >= Counter(text)[line] for line in added)


@given(st.lists(st.integers(0, 9).map(lambda n: f"old {n}"), min_size=4, max_size=12, unique=True), st.data())
def test_changes_of_lines_that_lie_apart_are_both_there(base, data):
    first = data.draw(st.integers(0, len(base) - 3))
    second = data.draw(st.integers(first + 2, len(base) - 1))
    one = [*base[:first], "new one", *base[first + 1 :]]
    other = [*base[:second], "new other", *base[second + 1 :]]
    both = [*one[:second], "new other", *one[second + 1 :]]
    assert merged_lines(*("\n".join(text) for text in (base, one, other))) == Merge("\n".join(both), 0)


def test_two_answers_to_the_same_line_stand_both():
    assert merged_lines("a\nb\nc", "a\nx\nc", "a\ny\nc") == Merge("a\nx\ny\nc", 1)


@given(TEXTS, TEXTS)
def test_a_comparison_holds_both_texts(one, other):
    rows = compared(one, other)
    for side, text in ((lambda row: row.one, one), (lambda row: row.other, other)):
        shown = ["".join(piece.text for piece in side(row)) for row in rows if side(row) is not None]
        hidden = sum(row.alike for row in rows)
        assert len(shown) + hidden == len(text.split("\n"))
        assert hidden or shown == text.split("\n")
    assert any(row.differs for row in rows) == (one != other)


def test_a_comparison_marks_the_words_that_differ():
    row = compared("La sesión fue larga.", "La sesión fue corta.")[0]
    assert [piece.text for piece in row.one if piece.differs] == ["larga"]
    assert [piece.text for piece in row.other if piece.differs] == ["corta"]


@given(st.lists(st.integers(0, 20), min_size=2, max_size=20), st.data())
def test_the_last_in_common_is_what_a_naive_search_finds(numbers, data):
    parents = {pk: [None if not number % pk else number % pk] for pk, number in enumerate(numbers, 1)}
    one, other = data.draw(st.sampled_from(sorted(parents))), data.draw(st.sampled_from(sorted(parents)))

    def line(pk):
        return [] if pk is None else [pk, *line(parents[pk][0])]

    common = [pk for pk in line(one) if pk in line(other)]
    assert last_in_common(parents, one, other) == (common[0] if common else None)


def test_a_version_that_joined_two_comes_from_both():
    parents = {1: (None,), 2: (1,), 3: (1,), 4: (2, 3), 5: (3,)}
    assert last_in_common(parents, 4, 5) == 3


@given(st.text(alphabet="ab -*•\n1.2) ", max_size=60))
def test_every_word_of_a_text_stands_in_its_blocks(text):
    shown = " ".join(line for block in text_blocks(text) for line in block.lines)
    assert [one for one in text if one in "ab"] == [one for one in shown if one in "ab"]


def test_lists_and_paragraphs_are_told_apart():
    blocks = text_blocks("Uno\ndos\n\nTres\n- a\n- b\n3. c\n4. d\n7. e")
    assert [(block.kind, block.lines, block.first) for block in blocks] == [
        ("text", ("Uno", "dos"), 1),
        ("text", ("Tres",), 1),
        ("points", ("a", "b"), 1),
        ("numbers", ("c", "d"), 3),
        ("numbers", ("e",), 7),
    ]
