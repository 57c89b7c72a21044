"""The files of Polis that are written: reading them gives the same back, and anonymous ones hold no row of a voter."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.consultations.polis.reading import read_export
from enlace.consultations.polis.writing import ExportedStatement, ExportedVote, export_files
from enlace.core.spreadsheet_safety import FORMULA_BEGINS

from .making_exports import REAL, cast, needs_shared_data

START = datetime(2026, 7, 25, 12, 30, 0, 123_000, tzinfo=UTC)


def at(milliseconds):
    return START + timedelta(milliseconds=milliseconds)


def rows(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


STATEMENTS = [
    ExportedStatement(3, "We ask for a shared early warning", "Peru", START, seed=False),
    ExportedStatement(5, "We train focal points", None, None, moderated=-1, seed=True),
]
VOTES = [
    ExportedVote(3, "Peru", 1, at(0)),
    ExportedVote(3, "Chile", -1, at(5)),
    ExportedVote(3, "Peru", 0, at(9)),
    ExportedVote(5, "Chile", 1, at(2)),
]


def test_the_files_are_those_of_polis():
    files = export_files(
        STATEMENTS,
        VOTES,
        topic="What now?",
        url="https://example.org/c/1",
        description="First\nsecond",
        groups={"Peru": 0, "Chile": 1},
    )
    assert rows(files["votes.csv"])[:2] == [
        ["timestamp", "datetime", "comment-id", "voter-id", "vote"],
        ["1784982600123", "Sat Jul 25 12:30:00 UTC 2026", "3", "Peru", "1"],
    ]
    assert rows(files["comments.csv"])[1:] == [
        ["1784982600123", "Sat Jul 25 12:30:00 UTC 2026", "3", "Peru", "0", "1", "1", STATEMENTS[0].text, "false"],
        ["", "", "5", "", "1", "0", "-1", "We train focal points", "true"],
    ]
    assert rows(files["participants-votes.csv"]) == [
        ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "3", "5"],
        ["Peru", "0", "1", "1", "0", "0", "0", ""],
        ["Chile", "1", "0", "2", "1", "1", "-1", "1"],
    ]
    assert rows(files["summary.csv"]) == [
        ["topic", "What now?"],
        ["url", "https://example.org/c/1"],
        ["views", "2"],
        ["voters", "2"],
        ["voters-in-conv", "2"],
        ["commenters", "1"],
        ["comments", "2"],
        ["groups", "2"],
        ["conversation-description", "First\nsecond"],
    ]


def test_an_anonymous_consultation_has_no_row_of_a_voter_no_author_and_no_time():
    statements = [ExportedStatement(1, "Open borders", "Peru", START, agrees=12, disagrees=3)]
    files = export_files(statements, VOTES, topic="x", groups={"Peru": 0}, anonymous=True, voters=15, group_count=2)
    assert set(files) == {"comments.csv", "summary.csv"}
    assert rows(files["comments.csv"])[1] == ["", "", "1", "", "12", "3", "1", "Open borders", "false"]
    assert dict(rows(files["summary.csv"]))["voters"] == "15"
    assert b"Peru" not in b"".join(files.values())


def test_counts_that_were_not_rounded_do_not_get_out():
    statements = [ExportedStatement(1, "x", agrees=17, disagrees=1)]
    files = export_files(statements, topic="x", anonymous=True, voters=20)
    assert rows(files["comments.csv"])[1][4:6] == ["18", "0"]
    assert dict(rows(files["summary.csv"]))["voters"] == "21"


texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.text("=+-@'\"\t\n,;| a1", max_size=12),
    st.sampled_from(["=1+1", "'=1+1", "''@x", "-2", "a,=b", "a\r\n+c", "line\nline", "“+”", "＝x"]),
)
voters = st.one_of(st.integers(0, 30), st.sampled_from(["Peru", "Costa Rica", "-5", "=Chile", "O'Higgins"]))


@given(
    st.dictionaries(st.integers(0, 20), texts, min_size=1, max_size=5),
    st.lists(st.tuples(voters, st.integers(0, 4), st.sampled_from([1, 0, -1]), st.integers(0, 5)), max_size=25),
    texts,
)
def test_what_is_written_and_read_again_is_the_same(statements, votes, topic):
    ids = sorted(statements)
    told = [
        ExportedStatement(one, statements[one], author="7", seed=one % 2 == 0, moderated=one % 3 - 1) for one in ids
    ]
    votes = [(voter, ids[place % len(ids)], value, when) for voter, place, value, when in votes]
    files = export_files(
        told,
        [ExportedVote(one, voter, value, at(when)) for voter, one, value, when in votes],
        topic=topic,
        description=topic,
    )
    read = read_export(files)
    latest = {(str(voter), one): value for voter, one, value, _when in sorted(votes, key=lambda vote: vote[3])}
    assert cast(read.votes) == latest
    assert [(one.id, one.text, one.is_seed, one.moderated, one.author) for one in read.statements] == [
        (one.id, one.text, one.seed, one.moderated, "7") for one in told
    ]
    assert read.topic == read.description == topic.strip()


@given(texts)
def test_no_cell_begins_a_formula(text):
    statements, votes = [ExportedStatement(1, text, author=text)], [ExportedVote(1, text, 1, START)]
    files = export_files(statements, votes, topic=text, url=text, description=text, groups={text: text})
    for content in files.values():
        for row in rows(content):
            assert not [cell for cell in row if cell.lstrip().startswith(FORMULA_BEGINS) and cell != "-1"]


@needs_shared_data
@pytest.mark.parametrize(
    "folder", [one for one in REAL if (one / "votes.csv").exists()], ids=lambda folder: folder.name
)
def test_a_real_conversation_survives_the_way_out_and_in(folder):
    read = read_export(folder)
    statements = [ExportedStatement(one.id, one.text, one.author, moderated=one.moderated) for one in read.statements]
    votes = [ExportedVote(one, voter, value, START) for (voter, one), value in cast(read.votes).items()]
    again = read_export(export_files(statements, votes, topic=read.topic, description=read.description))
    assert cast(again.votes) == cast(read.votes)
    assert [(one.id, one.text, one.author) for one in again.statements] == [
        (one.id, one.text, one.author) for one in read.statements
    ]
    assert (again.topic, again.description) == (read.topic, read.description)
