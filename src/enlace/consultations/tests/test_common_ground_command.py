"""`./enlace common-ground PATH` as an administrator and a program meet it."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from .making_exports import REAL, comments_csv, export, laid, needs_shared_data, votes_csv
from .reading_polis_math import CONVERSATIONS, conversation

KEYS = ["voters", "counted", "groups", "memberships", "consensus", "representative", "agreement"]


def answer(path, *options):
    out = io.StringIO()
    call_command("common_ground", str(path), *map(str, options), stdout=out)
    return out.getvalue()


def as_json(path, *options):
    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(answer(path, "--json", *options), parse_constant=refuse)


def refusal(path, *options):
    with pytest.raises(CommandError) as caught:
        answer(path, *options)
    return str(caught.value)


@pytest.fixture
def camps(tmp_path):
    """Twelve voters in two camps: 0 and 1 divide them, on 2 all agree, on 3 all disagree; 4 was rejected."""
    rows = []
    for voter in range(12):
        side = 1 if voter < 6 else -1
        rows += [(1, 0, f"v{voter}", side), (1, 1, f"v{voter}", -side), (1, 2, f"v{voter}", 1), (1, 3, f"v{voter}", -1)]
        rows += [(1, 4, f"v{voter}", 1)]
    comments = [
        (0, 1, "Left"),
        (1, 1, "Right"),
        (2, 1, "Schools teach it"),
        (3, 1, "Nothing is needed"),
        (4, -1, "Spam"),
    ]
    return laid({"votes.csv": votes_csv(*rows), "comments.csv": comments_csv(*comments)}, tmp_path / "camps")


def given_groups(folder, groups):
    path = folder.parent / "groups.json"
    path.write_text(groups if isinstance(groups, str) else json.dumps(groups))
    return path


def test_json_has_the_keys_that_programs_rely_on(camps):
    told = as_json(camps, "--count", 2)
    assert list(told)[:7] == KEYS
    assert (told["voters"], told["counted"], len(told["memberships"])) == (12, 12, 12)
    assert [(group["id"], group["size"]) for group in told["groups"]] == [(0, 6), (1, 6)]
    first = told["consensus"][0]
    assert list(first)[:7] == ["statement", "gic", "gic_mean", "agree", "disagree", "pass", "text"]
    assert (first["statement"], first["agree"], first["text"]) == (2, 12, "Schools teach it")
    assert [one["statement"] for one in told["consensus"]][0::3] == [2, 3]
    assert set(told["representative"]) == {"0", "1"}
    assert [one["statement"] for one in told["agreement"]["agree"]] == [2]
    assert [one["statement"] for one in told["agreement"]["disagree"]] == [3]
    assert told["left_out"] == [4]


def test_people_read_sentences(camps):
    told = answer(camps, "--count", 2)
    assert "12 voted on 4 statements (1 more were left out); 12 are counted." in told
    assert told.index("Where all agree") < told.index("2: Schools teach it") < told.index("Where all disagree")
    assert "12 agree, 0 disagree, 0 pass. Holds in 100 % of runs without one voter." in told
    assert "What group 1 stands for" in told


def test_given_groups_are_taken(camps):
    groups = {f"v{voter}": "north" if voter % 2 else "south" for voter in range(10)}
    told = as_json(camps, "--groups", given_groups(camps, groups))
    assert told["memberships"] == groups
    assert [(group["id"], group["size"]) for group in told["groups"]] == [("north", 5), ("south", 5)]
    assert told["consensus"][0]["gic"] == pytest.approx((6 / 7) ** 2)


@needs_shared_data
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_given_polis_groups_the_consensus_is_polis_own(name, tmp_path):
    real = conversation(name)
    path = next(one for one in REAL if one.name == name)
    groups = {str(participant): group for participant, group in real.groups.items()}
    told = as_json(path, "--groups", given_groups(tmp_path / "x", groups))
    theirs = {int(one): value for one, value in real.math["group-aware-consensus"].items()}
    ours = {one["statement"]: one["gic"] for one in told["consensus"]}
    assert set(ours) == set(theirs) - real.moderated_out
    assert ours == pytest.approx({one: theirs[one] for one in ours}, abs=1e-9)


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ("{", "is no JSON: line 1"),
        ("[1]", "must hold a JSON object"),
        ("{}", "puts no voter into a group"),
        ('{"v1": null}', "puts no voter into a group"),
        ('{"v1": [1]}', "the group of voter v1 must be a whole number or a name"),
        ('{"v1": 1.5}', "must be a whole number or a name"),
        ('{"v1": true}', "must be a whole number or a name"),
        ('{"v1": 1, "v2": "1"}', "some groups are numbers and some are names"),
        ('{"v1": 1, "nobody": 1}', "1 of 2 voters are not in the export: nobody."),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_groups_that_cannot_be_taken_end_in_a_sentence(camps, groups, sentence):
    assert sentence in refusal(camps, "--groups", given_groups(camps, groups))


def test_options_that_cannot_be_followed_end_in_a_sentence(camps, tmp_path):
    assert "cannot be read" in refusal(camps, "--groups", tmp_path / "nowhere.json")
    assert "There is no file or folder" in refusal(tmp_path / "nowhere")
    assert "--count takes" in refusal(camps, "--count", 0)
    assert "--count takes" in refusal(camps, "--count", 2, "--groups", given_groups(camps, {"v1": 1}))


def test_more_groups_than_can_be_drawn_are_said(camps):
    told = as_json(camps, "--count", 9)
    assert len(told["groups"]) < 9
    assert told["findings"][0].startswith("9 groups were asked for")


@pytest.mark.parametrize(
    "votes",
    [
        [],
        [(1, 0, "a", 1)],
        [(1, 0, "a", 1), (1, 0, "b", -1)],
        [(1, statement, voter, 1) for statement in (0, 1) for voter in range(20)],
        [(1, statement, voter, 0) for statement in (0, 1) for voter in range(20)],
        [(1, 0, voter, voter % 3 - 1) for voter in range(20)],
        [(1, 99, "a", 1)],
    ],
    ids=["no votes", "one voter", "two voters", "all agree", "all pass", "a statement nobody saw", "another statement"],
)
@pytest.mark.parametrize("options", [[], ["--count", "3"], ["--without-null-test"]], ids=["test", "count", "no test"])
def test_small_and_uniform_conversations_have_an_answer(tmp_path, votes, options):
    folder = laid(export(votes=votes), tmp_path)
    told = as_json(folder, *options)
    assert list(told)[:7] == KEYS
    assert len(told["consensus"]) == 2
    assert answer(folder, *options)


@settings_of_hypothesis(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 9), st.sampled_from([1, 0, -1])), max_size=60
    )
)
def test_any_votes_have_an_answer(tmp_path, votes):
    comments = [(one, (one % 3) - 1, f"Statement {one}") for one in range(5)]
    told = as_json(laid(export(votes=votes, comments=comments), tmp_path))
    counting = {voter for _at, statement, voter, _vote in votes if statement not in (0, 3)}
    assert told["voters"] == len(counting)
    assert {one["statement"] for one in told["consensus"]} == {1, 2, 4}
    assert answer(tmp_path)


def test_texts_cannot_steer_a_terminal(tmp_path):
    votes = [(1, 0, voter, 1) for voter in range(9)]
    folder = laid(export(votes=votes, comments=[(0, 1, "\x1b[2JGone \x07")]), tmp_path)
    assert "[2JGone" in answer(folder)
    assert "\x1b" not in answer(folder)


@needs_shared_data
@pytest.mark.parametrize("folder", REAL, ids=lambda folder: folder.name)
def test_real_conversations_are_told(folder):
    told = as_json(folder, "--count", 2)
    assert told["voters"] > 20
    assert told["groups"]
    assert told["consensus"][0]["text"]


def run(folder, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "enlace.config", "common-ground", *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(settings.ROOT / "src"), "ENLACE_DATA": str(folder)}
        | environment,
        capture_output=True,
        timeout=100,
    )


def test_it_needs_no_database_and_makes_none(camps, tmp_path):
    data = tmp_path / "data"
    done = run(data, camps, "--json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(json.loads(done.stdout))[:7] == KEYS
    assert not list(data.rglob("*.sqlite3*"))


def test_bad_input_ends_with_1_and_a_sentence_and_no_traceback(tmp_path):
    done = run(tmp_path / "data", tmp_path / "nowhere")
    assert done.returncode == 1
    assert (
        done.stderr.decode()
        == f"CommandError: There is no file or folder {tmp_path / 'nowhere'}. Look at how it is written.\n"
    )
