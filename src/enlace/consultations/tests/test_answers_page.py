"""All statements in one plain form."""

import lxml.html
import pytest
from django.urls import reverse
from django.utils import timezone

from enlace.consultations.answering.actions import cast_vote
from enlace.consultations.answering.voices import voice_of
from enlace.consultations.models import Statement, Vote
from enlace.consultations.testing import make_challenge, make_consultation, make_statement
from enlace.network.testing import make_alternate, make_focal_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal_point(client):
    user = make_focal_point()
    client.force_login(user)
    return user


def asking(count=3, priorities=0):
    consultation = make_consultation()
    for _ in range(count - priorities):
        make_statement(consultation=consultation)
    for _ in range(priorities):
        make_statement(consultation=consultation, challenge=make_challenge())
    return consultation, list(consultation.statements.order_by("number"))


def address(consultation):
    return reverse("consultations:answers", args=[consultation.pk])


def tree_of(response):
    return lxml.html.fromstring(response.content)


def form_of(client, consultation):
    """The fields of the form as a browser would send them."""
    (form,) = [one for one in tree_of(client.get(address(consultation))).forms if "novalidate" in one.attrib]
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def values(consultation):
    return dict(Vote.objects.filter(statement__consultation=consultation).values_list("statement_id", "value"))


def test_what_is_chosen_is_saved_and_the_rest_stays_unseen(client, focal_point):
    consultation, (first, second, third) = asking()
    form = form_of(client, consultation)
    page = client.post(
        address(consultation), form | {f"s{first.pk}-value": "1", f"s{third.pk}-value": "0"}, follow=True
    )
    assert values(consultation) == {first.pk: 1, third.pk: 0}
    assert "2 respuestas guardadas." in page.content.decode()
    assert second.pk not in values(consultation)


def test_a_form_that_changes_nothing_writes_nothing(client, focal_point):
    consultation, (first, *_others) = asking()
    client.post(address(consultation), form_of(client, consultation) | {f"s{first.pk}-value": "1"})
    before = Vote.objects.get().cast_at
    client.post(address(consultation), form_of(client, consultation))
    assert Vote.objects.get().cast_at == before


def test_two_delegates_at_once_do_not_undo_each_other(client, focal_point):
    consultation, (first, second, _third) = asking()
    form = form_of(client, consultation)
    alternate = make_alternate()
    cast_vote(first, -1, voice=voice_of(alternate, consultation), by=alternate)
    client.post(address(consultation), form | {f"s{second.pk}-value": "1"})
    assert values(consultation) == {first.pk: -1, second.pk: 1}


def test_an_answer_is_taken_back_with_no_answer(client, focal_point):
    consultation, (first, *_others) = asking()
    client.post(address(consultation), form_of(client, consultation) | {f"s{first.pk}-value": "1"})
    form = form_of(client, consultation)
    assert form[f"s{first.pk}-value"] == ["1"]
    client.post(address(consultation), form | {f"s{first.pk}-value": ""})
    assert values(consultation) == {}


def test_levels_and_importance_of_a_priority_are_kept_with_agreement_alone(client, focal_point):
    consultation, (plain, priority) = asking(2, priorities=1)
    more = {f"s{priority.pk}-importance": "2", f"s{priority.pk}-approaches": ["local", "regional"]}
    client.post(address(consultation), form_of(client, consultation) | more)
    assert values(consultation) == {}
    client.post(address(consultation), form_of(client, consultation) | more | {f"s{priority.pk}-value": "1"})
    vote = Vote.objects.get()
    assert (vote.importance, vote.approaches) == (2, ["local", "regional"])
    client.post(address(consultation), form_of(client, consultation) | {f"s{priority.pk}-value": "-1"})
    vote.refresh_from_db()
    assert (vote.value, vote.importance, vote.approaches) == (-1, None, [])
    assert plain.pk not in values(consultation)


def test_a_mistake_stands_at_its_statement_and_the_others_are_saved(client, focal_point):
    consultation, (plain, priority) = asking(2, priorities=1)
    wrong = {f"s{priority.pk}-value": "1", f"s{priority.pk}-importance": "9", f"s{priority.pk}-approaches": ["local"]}
    page = client.post(address(consultation), form_of(client, consultation) | {f"s{plain.pk}-value": "1"} | wrong)
    assert page.status_code == 200
    assert values(consultation) == {plain.pk: 1}
    tree = tree_of(page)
    (place,) = tree.xpath(f"//li[@id='s{priority.pk}'][.//p[@role='alert']]")
    assert "Elija uno de los tres grados de importancia." in place.text_content()
    assert place.xpath(".//input[@checked]/@value") == ["1", "local"]
    assert tree.xpath(f"//div[@role='alert']//a[@href='#s{priority.pk}']")


def test_a_statement_that_was_taken_out_meanwhile_is_said(client, focal_point):
    consultation, (first, second, _third) = asking()
    form = form_of(client, consultation)
    Statement.objects.filter(pk=first.pk).update(accepted_at=None, rejected_at=timezone.now())
    sent = form | {f"s{first.pk}-value": "1", f"s{second.pk}-value": "1"}
    page = client.post(address(consultation), sent, follow=True)
    assert values(consultation) == {second.pk: 1}
    assert "Algunas afirmaciones fueron retiradas entretanto" in page.content.decode()


def test_what_was_never_asked_is_not_taken(client, focal_point):
    """A form of another page, or one that names a statement without having shown it."""
    consultation, (first, *_others) = asking()
    client.post(address(consultation), {f"s{first.pk}-value": "1", "sx-shown": "", "s99999999-value": "1"})
    assert values(consultation) == {}


def test_two_hundred_statements_cost_what_two_do(client, focal_point, django_assert_max_num_queries):
    consultation, statements = asking(200)
    form = form_of(client, consultation)
    with django_assert_max_num_queries(40):
        client.get(address(consultation))
    with django_assert_max_num_queries(24):
        reply = client.post(address(consultation), form | {f"s{one.pk}-value": "1" for one in statements})
    assert reply.status_code == 302
    assert set(values(consultation).values()) == {1}
    assert Vote.objects.count() == 200
