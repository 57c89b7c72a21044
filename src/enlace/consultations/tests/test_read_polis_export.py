"""Exports of Polis, real ones and made-up ones: what is read from them, and that hostile ones end in a sentence."""

import csv
import json

import pytest
from django.utils.translation import activate
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from enlace.consultations.polis.export import BadExport
from enlace.consultations.polis.reading import read_export

from .making_exports import (
    COMMENTS,
    REAL,
    SHARED,
    VOTES,
    cast,
    comments_csv,
    export,
    laid,
    needs_shared_data,
    votes_csv,
    zipped,
)


@pytest.fixture(autouse=True)
def _in_english(_in_the_default_language):
    activate("en")


def answer_or_sentences(source):
    """What was read, or the sentences; any other exception fails the test."""
    try:
        return read_export(source)
    except BadExport as bad:
        return bad.problems


def problem_of(source):
    with pytest.raises(BadExport) as caught:
        read_export(source)
    return str(caught.value)


def with_votes(content):
    return export() | {"votes.csv": content}


def test_votes_and_statements_are_read_by_name_of_column():
    read = read_export(export())
    assert cast(read.votes) == {("a", 0): 1, ("a", 1): -1, ("b", 0): 0}
    assert [(one.id, one.text, one.moderated, one.author) for one in read.statements] == [
        (0, "Work", 1, "0"),
        (1, "School", 1, "0"),
    ]
    assert read.findings == ()


def test_columns_may_stand_in_any_order_with_any_case_and_with_others_between():
    votes = b"\xef\xbb\xbfVOTE,importance,Voter-ID,high-priority,comment-id,TimeStamp\r\n1,,a,,0,5\r\n-1,2,b,1,1,6\r\n"
    comments = "Comment-Body;is_seed;comment-id\n¿Qué?;TRUE;0\nNão;false;1\n".encode()
    read = read_export({"votes.csv": votes, "comments.csv": comments})
    assert cast(read.votes) == {("a", 0): 1, ("b", 1): -1}
    assert [(one.text, one.is_seed, one.moderated) for one in read.statements] == [
        ("¿Qué?", True, 1),
        ("Não", False, 1),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read(end):
    files = {name: content.replace(b"\n", end.encode()) for name, content in export().items()}
    assert len(read_export(files).votes.value) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding):
    comments = COMMENTS + "1,,0,0,0,0,1,La prevención de la discriminación es una obligación de todos los Estados\n"
    read = read_export(export(votes=[]) | {"comments.csv": comments.encode(encoding)})
    assert read.statements[0].text.startswith("La prevención de la discriminación")


def test_the_latest_vote_by_time_counts_and_of_two_at_once_the_one_further_down():
    read = read_export(export(votes=[(9, 0, "a", 1), (5, 0, "a", -1), (5, 1, "b", 1), (5, 1, "b", 0)]))
    assert cast(read.votes) == {("a", 0): 1, ("b", 1): 0}
    assert read.replaced == 2


def test_without_times_the_last_row_counts_and_that_is_said():
    read = read_export(with_votes(b"comment-id,voter-id,vote\n0,a,1\n0,a,-1\n"))
    assert cast(read.votes) == {("a", 0): -1}
    assert "no column timestamp" in read.findings[0]
    assert read.entered is None


def test_rejected_and_meta_statements_are_left_out_and_undecided_ones_count():
    read = read_export(export(comments=[(0, -1, "Spam"), (1, 0, "New"), (2, 1, "Old")]))
    assert read.left_out == (0,)


def test_votes_about_a_statement_that_is_not_there_are_left_out_with_a_sentence():
    read = read_export(export(votes=[(1, 0, "a", 1), (1, 99, "a", 1), (1, 99, "b", 1), (1, 7, "b", 1)]))
    assert cast(read.votes) == {("a", 0): 1}
    assert read.findings == (
        "1 vote is about statement 7, which comments.csv does not have; it was left out.",
        "2 votes are about statement 99, which comments.csv does not have; they were left out.",
    )


def test_a_conversation_without_votes_is_read():
    read = read_export(export(votes=[]))
    assert read.votes.shape == (0, 2)
    assert read.findings == ("votes.csv holds no vote that counts.",)


def test_voters_stand_by_number_and_then_by_name():
    read = read_export(export(votes=[(1, 0, one, 1) for one in ("b", "10", "9", "a")]))
    assert read.votes.voters == ["9", "10", "a", "b"]


def test_every_wrong_row_is_named_with_its_line_and_what_is_wrong():
    rows = votes_csv((1, 0, "a", 5), (1, "x", "a", 1), (1, 0, "", 1), ("soon", 0, "a", 1)) + b"1,2\n"
    lines = problem_of(with_votes(rows)).splitlines()
    assert lines[0] == "votes.csv, line 2: “5” is no vote. A vote is 1 (agree), 0 (pass) or -1 (disagree). Correct it."
    assert lines[1].startswith("votes.csv, line 3: “x” is no number of a statement.")
    assert lines[2].startswith("votes.csv, line 4: The voter is missing.")
    assert lines[3].startswith("votes.csv, line 5: “soon” is no time.")
    assert lines[4].startswith("votes.csv, line 6: The first line has 5 cells, this one 2.")


def test_reading_stops_after_twenty_problems():
    rows = votes_csv(*[(1, 0, "a", 7)] * 50)
    assert len(problem_of(with_votes(rows)).splitlines()) == 21


@pytest.mark.parametrize("number", ["-1", "1.5", "1e3", "99999999999999999999", "", "١"])
def test_a_statement_has_a_plain_number(number):
    assert "no number of a statement" in problem_of(with_votes(votes_csv((1, number, "a", 1))))


@pytest.mark.parametrize("time", ["nan", "inf", "-1e400", "", "1e17"])
def test_a_time_is_a_moment(time):
    assert "is no time" in problem_of(with_votes(votes_csv((time, 0, "a", 1))))


def test_missing_columns_are_named_with_those_that_are_there():
    assert problem_of(with_votes(b"timestamp,voter,value\n")) == (
        "votes.csv lacks the columns comment-id, voter-id, vote. Its columns are: timestamp, voter, value. "
        "Name them as Polis does."
    )


def test_a_statement_that_stands_twice_is_named():
    files = export() | {"comments.csv": comments_csv((0, 1, "One"), (0, 1, "Two"))}
    assert problem_of(files).startswith("comments.csv, line 3: Statement 0 stands here for the second time.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "votes.csv is empty."),
        (b"\n\n", "votes.csv is empty."),
        (b"\x00\x01\x02PNG\xff", "votes.csv is no text file"),
        (VOTES.encode() + b"1,,0,a\x00,1\n", "votes.csv is no text file"),
        (VOTES.encode() + b'1,,0,"a,1\n', "A quotation mark is opened and not closed"),
        (VOTES.encode() + b"1,,0," + b"a" * 200_000 + b",1\n", "A cell is far too long"),
        ("\ufeff".encode("utf-16-le") + b"\x00", "votes.csv is no text file"),
    ],
)
def test_what_is_no_table_ends_in_a_sentence(content, sentence):
    assert sentence in problem_of(with_votes(content))


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        ("[", "votes.json:1:2: This is no JSON."),
        ("{}", "votes.json must hold a list"),
        ("[3]", "votes.json, entry 1: “3” is no object"),
        ('[{"pid": 1, "tid": 0}]', "votes.json, entry 1: The field vote is missing."),
        ('[{"pid": 1, "tid": true, "vote": 1}]', "“True” is no number of a statement"),
        ('[{"pid": null, "tid": 0, "vote": 1}]', "The voter is missing."),
        ('[{"pid": 1, "tid": 0, "vote": 1e999}]', "“inf” is no vote."),
        ('[{"pid": 1, "tid": 0, "vote": 1, "modified": [2]}]', "“[2]” is no time."),
        ("[" * 100_000, "votes.json cannot be read as JSON."),
        ("[" + "9" * 10_000 + "]", "votes.json cannot be read as JSON."),
    ],
)
def test_json_that_is_not_what_polis_writes_ends_in_a_sentence(votes, sentence):
    assert sentence in problem_of({"votes.json": votes.encode(), "comments.json": b"[]"})


def test_both_ways_of_naming_fields_in_json_are_read():
    votes = [
        {"pid": 1, "tid": 0, "vote": 1, "modified": "1714782431191"},
        {"participant_id": 1, "statement_id": 0, "vote": -1, "modified": 1714782431192.0},
    ]
    comments = [
        {"tid": 0, "txt": "Work", "mod": -1},
        {"statement_id": 1, "txt": "\ud800Me\0", "is_meta": True, "moderated": 1},
    ]
    read = read_export({"votes.json": json.dumps(votes).encode(), "comments.json": json.dumps(comments).encode()})
    assert cast(read.votes) == {("1", 0): -1}
    assert [one.text for one in read.statements] == ["Work", "Me"]
    assert read.left_out == (0, 1)


@needs_shared_data
@pytest.mark.parametrize("folder", REAL, ids=lambda folder: folder.name)
def test_real_conversations_are_read_without_a_finding(folder):
    read = read_export(folder)
    assert read.findings == ()
    assert read.topic
    assert len(read.votes.value) > 400


@needs_shared_data
@pytest.mark.parametrize(
    "folder", [one for one in REAL if (one / "participants-votes.csv").exists()], ids=lambda f: f.name
)
def test_the_votes_are_those_of_polis_own_matrix(folder):
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    theirs = {
        (row["participant"], int(column)): int(cell)
        for row in rows
        for column, cell in row.items()
        if column.isdigit() and cell
    }
    shown = {int(column) for column in rows[0] if column.isdigit()}
    assert {pair: value for pair, value in cast(read_export(folder).votes).items() if pair[1] in shown} == theirs


@needs_shared_data
@pytest.mark.parametrize("folder", [one for one in REAL if (one / "math-pca2.json").exists()], ids=lambda f: f.name)
def test_what_is_left_out_is_what_polis_left_out(folder):
    math = json.loads((folder / "math-pca2.json").read_text())
    read = read_export(folder)
    assert set(read.left_out) == set(math["mod-out"])
    assert [one.id for one in read.statements] == math["tids"]


def real_files():
    london, small = SHARED / "polis_conversations" / "london.youth.policing", SHARED / "polis_math" / "below-100-ptpts"
    as_csv = {name: (london / name).read_bytes() for name in ("votes.csv", "comments.csv", "summary.csv")}
    as_json = {name: (small / name).read_bytes() for name in ("votes.json", "comments.json", "conversation.json")}
    return [as_csv, as_json, {"export.zip": zipped(as_csv)}, {"votes.csv": as_csv["votes.csv"], **export(votes=[])}]


changes = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 40),
        st.one_of(st.binary(max_size=6), st.sampled_from([b'"', b"\n", b","])),
    ),
    min_size=1,
    max_size=4,
)


@needs_shared_data
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 3), st.integers(0, 2), changes)
@example(0, 0, [(0.0, 40, b"")])
def test_damaged_bytes_of_a_real_export_give_an_answer_or_a_sentence(which, file, changed):
    files = real_files()[which]
    name = list(files)[file % len(files)]
    content = files[name]
    for at, length, instead in changed:
        place = int(at * len(content))
        content = content[:place] + instead + content[place + length :]
    answer = answer_or_sentences(files | {name: content})
    if isinstance(answer, tuple):
        assert all(answer)
    else:
        assert set(answer.votes.value.tolist()) <= {-1, 0, 1}


@given(
    st.dictionaries(
        st.sampled_from(["votes.csv", "comments.csv", "summary.csv", "votes.json", "comments.json"]), st.binary()
    )
)
def test_any_bytes_give_an_answer_or_a_sentence(files):
    assert answer_or_sentences(files)


def test_a_folder_is_read_from_its_path(tmp_path):
    summary = b'topic,What now?\nviews,3\nconversation-description,"Two, lines"\n'
    folder = laid(export() | {"summary.csv": summary}, tmp_path / "x")
    read = read_export(folder)
    assert (read.topic, read.description) == ("What now?", "Two, lines")
    assert cast(read_export(str(folder / "votes.csv")).votes) == cast(read.votes)
