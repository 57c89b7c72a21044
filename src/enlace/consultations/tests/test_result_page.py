"""The page of a result: who reads it and when, what stands on it for whom, and how little it asks of the database."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from enlace.consultations.models import Challenge, Consultation, Result, Statement, Vote, Voter
from enlace.consultations.results.actions import publish_result
from enlace.consultations.results.panels import latest_result_panel
from enlace.consultations.testing import (
    make_challenge,
    make_consultation,
    make_result,
    make_statement,
    make_vote,
    make_voter,
)
from enlace.consultations.tests.making_results import CODES, make_answered_consultation
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.network.testing import fresh, make_cast, make_focal_point, make_observer, make_secretary, make_state

pytestmark = pytest.mark.django_db


def address(consultation):
    return reverse("consultations:result", args=[consultation.pk])


def published(audience="members", **overrides):
    consultation = make_answered_consultation(**overrides)
    publish_result(consultation, by=None, audience=audience)
    return Consultation.objects.get(pk=consultation.pk)


def read(client, consultation, user=None):
    if user:
        client.force_login(user)
    return client.get(address(consultation))


def open_and_answered(**overrides):
    consultation = make_answered_consultation(**overrides)
    Consultation.objects.filter(pk=consultation.pk).update(closes_on=today())
    return Consultation.objects.get(pk=consultation.pk)


def test_the_secretariat_sees_attributed_answers_come_in(client):
    answer = read(client, open_and_answered(), make_secretary())
    assert answer.status_code == 200
    assert "data-live" not in answer.text
    assert 'class="tag"' in answer.text
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("maker", [make_focal_point, make_observer])
def test_nobody_else_sees_them_before_they_are_published(client, maker):
    assert read(client, open_and_answered(answered_by="network"), maker()).status_code == 403


def test_after_closing_the_secretariat_reads_it_before_it_is_published(client):
    consultation, secretary = make_answered_consultation(), make_secretary()
    text = read(client, consultation, secretary).text
    assert reverse("consultations:publish_result", args=[consultation.pk]) in text
    assert reverse("consultations:result_csv", args=[consultation.pk]) not in text


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("public", {"focal_point", "validator", "observer", "secretary", "stranger", ""}),
        ("network", {"focal_point", "validator", "observer", "secretary"}),
        ("members", {"focal_point", "validator", "secretary"}),
        ("secretariat", {"secretary"}),
    ],
)
def test_each_audience_reads_it_and_nobody_else(client, audience, readers):
    cast, consultation = make_cast(), published(audience)
    for name in ("focal_point", "validator", "observer", "secretary", "stranger", ""):
        client.logout()
        if name:
            client.force_login(getattr(cast, name))
        code = client.get(address(consultation)).status_code
        assert (code == 200) == (name in readers), (name, code)


def test_who_could_work_with_whom_is_for_members_alone(client):
    consultation = published("public")
    member = read(client, consultation, make_focal_point()).text
    assert 'id="pairs"' in member
    assert 'id="coalitions"' in member
    observer = read(client, consultation, make_observer()).text
    client.logout()
    public = client.get(address(consultation)).text
    for text in (observer, public):
        main = text[text.index("<main") : text.index("</main")]
        assert 'id="pairs"' not in main
        assert 'class="matrix"' not in main
        assert not [code for code in CODES if re.search(rf"\b{code}\b", main)]


def test_only_ones_own_point_is_marked(client):
    consultation = published()
    make_state("UY")
    assert read(client, consultation, make_focal_point()).text.count('class="me"') == 1
    assert 'class="me"' not in read(client, consultation, make_secretary()).text


def test_an_observer_finds_its_own_point_and_learns_nothing_else(client):
    consultation, observer = make_answered_consultation(answered_by="network"), make_observer()
    voter = make_voter(consultation=consultation, organisation=observer.person.mandates.get().organisation)
    for statement in consultation.statements.all():
        make_vote(statement=statement, voter=voter)
    publish_result(consultation, by=None, audience="network")
    text = read(client, consultation, observer).text
    assert text.count('class="me"') == 1
    assert 'id="pairs"' not in text


def test_a_challenge_that_the_reader_does_not_see_is_not_named(client):
    consultation = published("public")
    assert "Riesgos que cruzan" not in client.get(address(consultation)).text
    assert "Riesgos que cruzan" in read(client, consultation, make_focal_point()).text
    Challenge.objects.update(audience="public")
    client.logout()
    assert "Riesgos que cruzan" in client.get(address(consultation)).text


def test_a_statement_without_a_translation_says_its_language(client):
    consultation = published("public")
    with override("en"):
        text = client.get(address(consultation)).text
    assert '<span lang="es">Cuidar la memoria en las escuelas.</span>' in text


def test_without_distinct_groups_the_page_says_so_and_counts_all_together(client):
    text = read(client, published(answers=("aaaaaaaaap aaaaaaad",) * 3), make_secretary()).text
    assert 'class="hull' not in text
    assert text.count('class="bar"') == 3
    assert 'id="group-A"' not in text


def test_where_nothing_brings_all_together_what_comes_closest_stands_there(client):
    text = read(client, published(answers=("aaaaadddddp aaaaddd", "ddddaaaaap aaaddddd")), make_secretary()).text
    assert text.count('class="bar"') >= 2


@pytest.mark.parametrize("answers", [(), ("a",), ("aad", "dda"), ("aaaa",), ("aaaaaa", "aaaaaa"), ("......",)])
def test_small_and_empty_consultations_have_a_page(client, answers):
    consultation = make_answered_consultation(answers=answers) if answers else make_consultation(over=True)
    answer = read(client, consultation, make_secretary())
    assert answer.status_code == 200
    assert "nan" not in answer.text.lower().split()
    publish_result(consultation, by=None, audience="public")
    client.logout()
    assert client.get(address(consultation)).status_code == 200


def test_a_result_without_facts_has_a_page(client):
    result = make_result(consultation=make_consultation(over=True, audience="public"))
    assert client.get(address(result.consultation)).status_code == 200


def test_why_there_is_no_result_is_said(client):
    secretary = make_secretary()
    anonymous = make_consultation(attribution="anonymous")
    draft = make_consultation(opened=False)
    assert read(client, anonymous, secretary).status_code == 403
    assert read(client, draft, secretary).status_code == 403
    assert len({client.get(address(one)).text for one in (anonymous, draft)}) == 2


def test_a_draft_of_another_is_not_found(client):
    assert read(client, make_consultation(opened=False), make_focal_point()).status_code == 404


def test_what_was_written_for_the_demonstration_says_so(client):
    consultation = published("public", illustrative=True)
    assert 'class="sample"' in client.get(address(consultation)).text


def two_hundred_statements():
    consultation = make_answered_consultation()
    challenge = make_challenge()
    voters = list(Voter.objects.filter(consultation=consultation))
    statements = [
        make_statement(
            consultation=consultation,
            text=Texts({"es": f"Una frase de largo corriente, la {number}."}),
            challenge=challenge if number < 30 else None,
        )
        for number in range(186)
    ]
    Vote.objects.bulk_create(
        Vote(
            statement=statement,
            voter=voter,
            value=(place * 7 + statement.number) % 3 - 1,
            approaches=["binational", "regional"],
            importance=2,
            cast_at=now(),
        )
        for statement in statements
        for place, voter in enumerate(voters)
    )
    return consultation


def test_two_hundred_statements_are_one_page_and_few_queries(client, django_assert_max_num_queries):
    consultation, member = two_hundred_statements(), make_focal_point()
    publish_result(consultation, by=None, audience="members")
    client.force_login(member)
    client.get(address(consultation))
    with django_assert_max_num_queries(15):
        text = client.get(address(consultation)).text
    assert Statement.objects.count() == 200
    assert len(text.encode()) < 250_000
    Result.objects.all().delete()
    small = published()
    client.get(address(small))
    with django_assert_max_num_queries(15):
        client.get(address(small))


def test_the_latest_result_stands_in_the_workspace(rf):
    member, observer = make_focal_point(), make_observer()
    consultation = published()

    def panel_for(user):
        request = rf.get("/")
        request.user = fresh(user)
        return latest_result_panel(request)

    assert panel_for(member).context["consultation"] == consultation
    assert panel_for(observer) is None
