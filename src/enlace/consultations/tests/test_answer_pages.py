"""One statement at a time: what is asked, in whose voice, and what comes next."""

import re
from datetime import timedelta

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from enlace.consultations.models import Consultation, Statement, Vote
from enlace.consultations.testing import make_challenge, make_consultation, make_statement
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.network.models import State
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_focal_point,
    make_observer,
    make_secretary,
    make_validator,
)

pytestmark = pytest.mark.django_db
NEXT = re.compile(r"/answer/(\d+)/")


def asking(count=3, **overrides):
    consultation = make_consultation(**overrides)
    for _ in range(count):
        make_statement(consultation=consultation)
    return consultation


def address(consultation, statement=None, name="answer"):
    if statement is None:
        return reverse(f"consultations:{name}", args=[consultation.pk])
    return reverse(
        "consultations:answer_statement",
        args=[consultation.pk, statement if isinstance(statement, int) else statement.pk],
    )


def browser(user):
    client = Client()
    client.force_login(fresh(user))
    return client


def shown(client, consultation):
    """The number of the statement to which the consultation leads."""
    return int(NEXT.search(client.get(address(consultation)).url)[1])


def text(response):
    return " ".join(lxml.html.fromstring(response.content).text_content().split())


def test_all_statements_are_asked_once_and_then_the_answers_are_shown():
    consultation, client = asking(5), browser(make_focal_point())
    seen = []
    where = client.get(address(consultation)).url
    for _ in range(5):
        seen.append(int(NEXT.search(where)[1]))
        page = client.get(where)
        assert f"Afirmación {len(seen)} de 5" in text(page)
        assert "Responde por Uruguay" in text(page)
        where = client.post(where.split("?")[0], {"value": 1}).url
    assert sorted(seen) == sorted(Statement.objects.values_list("pk", flat=True))
    assert where.split("?")[0] == address(consultation, name="answered")
    assert "Ha respondido las 5 afirmaciones" in text(client.get(where))
    assert Vote.objects.count() == 5


def test_a_page_that_is_loaded_again_asks_the_same():
    consultation, client = asking(12), browser(make_focal_point())
    assert len({shown(client, consultation) for _ in range(8)}) == 1


def test_one_goes_on_where_one_stopped_on_another_device_and_in_the_place_of_a_colleague():
    consultation, focal_point = asking(4), make_focal_point()
    first = browser(focal_point)
    first.post(address(consultation, shown(first, consultation)), {"value": 1})
    for other in (browser(focal_point), browser(make_alternate())):
        assert shown(other, consultation) == shown(first, consultation)
        assert "Afirmación 2 de 4" in text(other.get(address(consultation, shown(other, consultation))))


def test_what_was_saved_is_said_with_a_way_to_undo_it():
    consultation, client = asking(3), browser(make_focal_point())
    statement = shown(client, consultation)
    page = client.post(address(consultation, statement), {"value": -1}, follow=True)
    assert "Guardado: en desacuerdo." in text(page)
    tree = lxml.html.fromstring(page.content)
    (legend,) = tree.xpath("//legend[@autofocus]")
    assert (legend.get("tabindex"), tree.get_element_by_id(legend.get("aria-describedby")).get("role")) == (
        "-1",
        "status",
    )
    (undo,) = tree.xpath("//form[contains(@action, '/withdraw/')]")
    again = client.post(undo.get("action"), follow=True)
    assert not Vote.objects.exists()
    assert again.redirect_chain[-1][0] == address(consultation, statement)


def test_without_a_choice_it_says_what_to_do():
    consultation, client = asking(1), browser(make_focal_point())
    for data in ({}, {"value": "7"}):
        page = client.post(address(consultation, shown(client, consultation)), data)
        assert (page.status_code, Vote.objects.exists()) == (200, False)
        assert "Elija una de las tres respuestas." in text(page)


def test_a_priority_names_its_challenge_and_asks_how_important_and_where():
    consultation, client = make_consultation(), browser(make_focal_point())
    challenge = make_challenge()
    statement = make_statement(consultation=consultation, challenge=challenge)
    page = client.get(address(consultation, statement))
    assert "Riesgos que cruzan la frontera" in text(page)
    assert "¿En qué enfoques actuaría su Estado?" in text(page)
    given = {"value": 1, "importance": 3, "approaches": ["binational", "regional"]}
    client.post(address(consultation, statement), given)
    vote = Vote.objects.get()
    assert (vote.importance, vote.approaches) == (3, ["binational", "regional"])
    tree = lxml.html.fromstring(client.get(address(consultation, statement)).content)
    assert tree.xpath("//input[@checked]/@value") == ["1", "binational", "regional", "3"]


def test_a_challenge_is_named_to_who_sees_it_alone():
    consultation = make_consultation(answered_by="network")
    member, observer = browser(make_focal_point()), browser(make_observer())
    statement = make_statement(consultation=consultation, challenge=make_challenge())
    for name in (address(consultation, statement), address(consultation, name="answers")):
        assert "Riesgos que cruzan la frontera" in text(member.get(name))
        page = text(observer.get(name))
        assert "Riesgos que cruzan la frontera" not in page
        assert "¿En qué enfoques actuaría usted?" in page


def test_a_wrong_level_is_said_and_nothing_chosen_is_lost():
    consultation, client = make_consultation(), browser(make_focal_point())
    statement = make_statement(consultation=consultation, challenge=make_challenge())
    page = client.post(address(consultation, statement), {"value": 1, "importance": 2, "approaches": ["moon", "local"]})
    assert "Elija entre los cuatro enfoques." in text(page)
    assert lxml.html.fromstring(page.content).xpath("//input[@checked]/@value") == ["1", "local", "2"]
    assert not Vote.objects.exists()


def test_a_statement_without_challenge_asks_for_no_level():
    consultation, client = asking(1), browser(make_focal_point())
    page = client.get(address(consultation, shown(client, consultation)))
    assert b"approaches" not in page.content


def test_one_goes_back_and_changes_an_answer_and_goes_on_where_one_was():
    consultation, client = asking(3), browser(make_focal_point())
    first = shown(client, consultation)
    client.post(address(consultation, first), {"value": 1})
    second = shown(client, consultation)
    tree = lxml.html.fromstring(client.get(address(consultation, second)).content)
    (back,) = [link.get("href") for link in tree.xpath("//a") if link.text_content() == "Afirmación anterior"]
    assert back == address(consultation, first)
    page = client.get(back)
    assert "Afirmación 1 de 3" in text(page)
    assert lxml.html.fromstring(page.content).xpath("//input[@checked]/@value") == ["1"]
    onward = client.post(back, {"value": 0}).url
    assert int(NEXT.search(onward)[1]) == second
    assert Vote.objects.get().value == 0


def test_who_answered_last_is_said_where_answers_are_attributed():
    consultation, focal_point, alternate = asking(1), make_focal_point(), make_alternate()
    statement = Statement.objects.get()
    browser(alternate).post(address(consultation, statement), {"value": 1})
    assert "suplente" in text(browser(focal_point).get(address(consultation, statement)))
    assert "Respondido el" in text(browser(alternate).get(address(consultation, statement)))


def test_in_an_anonymous_one_a_colleague_sees_the_answer_and_not_who_gave_it():
    consultation, focal_point, alternate = asking(1, attribution="anonymous"), make_focal_point(), make_alternate()
    statement = Statement.objects.get()
    browser(alternate).post(address(consultation, statement), {"value": 1})
    for reader in (focal_point, alternate):
        page = browser(reader).get(address(consultation, statement))
        assert lxml.html.fromstring(page.content).xpath("//input[@checked]/@value") == ["1"]
        assert "pero no quién la dio" in text(page)
        assert "suplente" not in text(page).replace("Suplente de Uruguay", "").replace("Suplente · Uruguay", "")


def test_after_the_last_day_a_sentence_says_so_and_what_was_answered_stays():
    consultation, client = asking(2), browser(make_focal_point())
    statement = shown(client, consultation)
    client.post(address(consultation, statement), {"value": 1})
    Consultation.objects.update(closes_on=today() - timedelta(days=1))
    reply = client.post(address(consultation, statement), {"value": -1})
    assert reply.url == reverse("consultations:consultation", args=[consultation.pk])
    assert Vote.objects.get().value == 1
    assert "Lo que ya se respondió queda." in text(client.get(reply.url))


def test_before_the_first_day_it_says_when():
    consultation = asking(1, opens_on=today() + timedelta(days=2))
    reply = browser(make_focal_point()).get(address(consultation), follow=True)
    assert "Esta consulta recibe respuestas a partir del" in text(reply)


def test_a_statement_that_was_taken_out_meanwhile_leads_to_the_next():
    consultation, client = asking(2), browser(make_focal_point())
    statement = shown(client, consultation)
    Statement.objects.filter(pk=statement).update(accepted_at=None, rejected_at=now())
    page = client.post(address(consultation, statement), {"value": 1}, follow=True)
    assert "fue retirada entretanto" in text(page)
    assert "Afirmación 1 de 1" in text(page)
    assert not Vote.objects.exists()


def test_who_has_no_voice_is_told_so():
    consultation = asking(1)
    for user in (make_validator(), make_secretary()):
        page = browser(user).get(address(consultation))
        assert page.status_code == 403
        assert "no tiene voz en esta consulta" in text(page)
    assert browser(make_observer()).get(address(consultation)).status_code == 404


def test_who_is_not_signed_in_does_that_first():
    consultation = asking(1)
    reply = Client().get(address(consultation))
    assert reply.url.startswith(reverse("account_login"))
    assert address(consultation) in reply.url


def test_somebody_else_does_not_answer_for_another_state():
    consultation = asking(1)
    client = browser(make_focal_point("py@example.org", "PY"))
    make_focal_point()
    client.post(address(consultation, shown(client, consultation)), {"value": 1})
    assert Vote.objects.get().voter.state == State.objects.get(code="PY")


def test_the_last_page_shows_what_was_said_and_leads_on():
    consultation, client = make_consultation(), browser(make_focal_point())
    statement = make_statement(consultation=consultation, challenge=make_challenge())
    make_statement(consultation=consultation)
    client.post(address(consultation, statement), {"value": 1, "importance": 3, "approaches": ["national"]})
    page = client.get(address(consultation, name="answered"))
    assert "Ha respondido 1 de 2 afirmaciones" in text(page)
    assert "De acuerdo · importancia alta · nacional" in text(page)
    hrefs = lxml.html.fromstring(page.content).xpath("//main//a/@href")
    assert reverse("consultations:propose_statement", args=[consultation.pk]) in hrefs
    assert address(consultation, name="answers") in hrefs


def test_a_text_in_another_language_says_so():
    consultation, client = make_consultation(), browser(make_focal_point())
    make_statement(consultation=consultation, text=Texts({"pt": "Somente em português."}))
    page = client.get(address(consultation), follow=True)
    assert b'lang="pt"' in page.content
    assert "Disponible solo en portugués" in text(page)


def test_every_choice_has_a_name_and_every_group_a_legend():
    consultation, client = make_consultation(), browser(make_focal_point())
    make_statement(consultation=consultation, challenge=make_challenge())
    for name in ("answer", "answers"):
        tree = lxml.html.fromstring(client.get(address(consultation, name=name), follow=True).content)
        choices = tree.xpath("//main//input[@type='radio' or @type='checkbox']")
        assert len(choices) >= 10
        assert all(
            choice.getparent().tag == "label" and choice.getparent().text_content().strip() for choice in choices
        )
        assert all(group.xpath("./legend") for group in tree.xpath("//main//fieldset"))
        assert len(tree.xpath("//h1")) == 1


@pytest.mark.parametrize("count", [3, 60])
def test_answering_costs_the_same_however_many_statements_there_are(count, django_assert_max_num_queries):
    consultation, client = asking(count), browser(make_focal_point())
    client.post(address(consultation, shown(client, consultation)), {"value": 1})
    statement = shown(client, consultation)
    with django_assert_max_num_queries(12):
        client.post(address(consultation, statement), {"value": 1})
    with django_assert_max_num_queries(32):
        client.get(address(consultation, statement))
