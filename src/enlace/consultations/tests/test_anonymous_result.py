"""A secretary tries to learn from a result who answered what, and cannot: not before, not after, not in any file."""

import csv
import io
import json
import re
import zipfile

import pytest
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.models import Consultation, Result, Vote, Voter
from enlace.consultations.results.actions import publish_result
from enlace.consultations.results.computing import computed
from enlace.consultations.results.facts import MEMBERS, facts_of
from enlace.consultations.tests.making_results import ANSWERS, CODES, STATEMENTS, make_answered_consultation
from enlace.core.clock import today
from enlace.network.testing import make_focal_point, make_secretary

pytestmark = pytest.mark.django_db
FILES = ("result_csv", "result_json", "result_polis")
COUNTS = {"agree", "disagree", "pass", "size", "total", "voices", "local", "national", "binational", "regional"}
COUNTS |= {"high_importance"}


def anonymous(**overrides):
    return make_answered_consultation(attribution="anonymous", **overrides)


def published(**overrides):
    consultation = anonymous(**overrides)
    publish_result(consultation, by=None, audience="public")
    return Consultation.objects.get(pk=consultation.pk)


def address(name, consultation):
    return reverse(f"consultations:{name}", args=[consultation.pk])


def numbers_within(value, name=""):
    """Each whole number in the facts, under the name beside it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers_within(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from numbers_within(inner, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name, value


def test_before_it_is_over_nobody_sees_anything(client):
    consultation = anonymous()
    Consultation.objects.update(closes_on=today())
    client.force_login(make_secretary())
    for name in ("result", "publish_result", *FILES):
        assert client.get(address(name, consultation)).status_code == 403
    assert not Result.objects.exists()


def test_every_count_is_a_multiple_of_three():
    facts = published().result.facts
    counts = [(name, number) for name, number in numbers_within(facts) if name in COUNTS]
    assert len(counts) > 100
    ids_of_groups = {group["id"] for group in facts["groups"]}
    assert not [
        one for one in counts if one[1] % 3 and not (one[0] in {"agrees", "disagrees"} and one[1] in ids_of_groups)
    ]


def test_no_group_under_three_is_told_and_nothing_of_single_voices():
    facts = published().result.facts
    assert min(group["size"] for group in facts["groups"]) >= 3
    assert MEMBERS not in facts
    assert "points" not in facts["map"]
    assert facts["trials"] == []
    assert {one["robustness"] for one in facts["consensus"]} == {None}
    assert {group["stability"] for group in facts["groups"]} == {None}


def test_neither_facts_nor_page_nor_files_hold_a_key_a_name_or_a_time_of_a_vote(client):
    consultation = published()
    client.force_login(make_secretary())
    texts = [json.dumps(consultation.result.facts), client.get(address("result", consultation)).text]
    for name in FILES:
        content = client.get(address(name, consultation)).content
        if name == "result_polis":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                texts += [archive.read(one).decode() for one in archive.namelist()]
                assert set(archive.namelist()) == {"comments.csv", "summary.csv"}
        else:
            texts.append(content.decode("utf-8-sig"))
    keys = Voter.objects.values_list("key", flat=True)
    assert not [key for key in keys for text in texts if key in text]
    assert not [code for code in CODES for text in texts[2:] if re.search(rf'"{code}"|,{code},', text)]
    assert not Vote.objects.exclude(cast_at=None).exists()


def test_the_files_of_polis_have_no_row_for_a_voice_no_author_and_no_time(client):
    consultation = published()
    content = client.get(address("result_polis", consultation)).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = list(csv.DictReader(io.StringIO(archive.read("comments.csv").decode())))
    assert len(table) == len(STATEMENTS)
    for row in table:
        assert (row["timestamp"], row["datetime"], row["author-id"]) == ("", "", "")
        assert int(row["agrees"]) % 3 == int(row["disagrees"]) % 3 == 0


def test_the_page_names_no_pair_no_coalition_no_point(client):
    consultation = published()
    for user in (make_secretary(), make_focal_point()):
        client.force_login(user)
        text = client.get(address("result", consultation)).text
        assert 'id="pairs"' not in text
        assert 'id="coalitions"' not in text
        assert 'class="matrix"' not in text
        assert 'class="me"' not in text
        assert text.count("<path class=") < 10


def test_one_voice_more_does_not_show_where_the_rounded_counts_are_equal():
    """Three agrees and four round to three: the facts are the same, whoever gave the fourth."""
    kinds = ("aaaddddddd", "aaaadddddd", "daaadddddd", "dddddddaaa")
    told = [as_numbered(anonymous(answers=(first, "aaaaaaaaaa", "aaaaaaaaaa"))) for first in kinds]
    assert told[1:] == told[:-1]


def as_numbered(consultation):
    """The facts with the number of each statement where its id stands; without levels, which each chose freely."""
    facts = facts_of(consultation, computed(consultation))
    del facts["levels"]
    numbers = {one["id"]: one["number"] for one in facts.pop("statements")}

    def walked(value):
        if isinstance(value, dict):
            return {
                name: numbers[inner] if name == "statement" else walked(inner)
                for name, inner in value.items()
                if name != "challenge"
            }
        return [walked(inner) for inner in value] if isinstance(value, list) else value

    return walked(facts)


@pytest.mark.parametrize("answers", [("a",), ("aaaa", "dddd"), ("adpa", "aaaa", "dddd")])
def test_of_fewer_than_five_nothing_is_told_but_that(client, answers):
    consultation = published(answers=answers)
    facts = consultation.result.facts
    assert facts["too_few"] is True
    assert (facts["voices"]["total"], facts["consensus"], facts["levels"]) == (0, [], [])
    client.force_login(make_secretary())
    text = client.get(address("result", consultation)).text
    assert STATEMENTS[0] not in text[text.index("<main") : text.index("</main")]
    assert 'class="bar"' not in text
    assert client.get(address("result_polis", consultation)).status_code == 403
    for name in ("result_csv", "result_json"):
        assert client.get(address(name, consultation)).status_code == 200


def test_the_log_says_that_it_was_published_and_nothing_of_answers():
    published()
    lines = AuditEntry.objects.filter(subject_kind__startswith="consultations.")
    text = json.dumps(list(lines.values_list("before", "after")))
    assert not [key for key in Voter.objects.values_list("key", flat=True) if key in text]
    assert "agree" not in text


def test_once_it_is_published_no_secret_leads_to_a_voice():
    assert published(answers=ANSWERS[:2]).salt == ""
