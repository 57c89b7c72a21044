"""Tries to join an anonymous answer to whoever gave it: by rows, sessions, logs, mail and pages."""

import logging
import re
from datetime import timedelta
from itertools import product

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from enlace.consultations.answering.confirmations import new_token
from enlace.consultations.answering.voices import Voice, email_id, key_of
from enlace.consultations.consulting.opening_actions import close_consultation
from enlace.consultations.consulting.tick_actions import settle_consultations
from enlace.consultations.models import Consultation, Vote, Voter
from enlace.consultations.testing import make_challenge, make_consultation, make_statement
from enlace.consultations.urls import urlpatterns
from enlace.core.clock import today
from enlace.network.models import State
from enlace.network.testing import fresh, make_cast

pytestmark = pytest.mark.django_db
ADDRESS = "vecina@example.org"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
CHANGING = re.compile(r'(name="csrfmiddlewaretoken" value=")\w+|nonce="[^"]+"')


def asking(**overrides):
    consultation = make_consultation(attribution="anonymous", **overrides)
    for number in range(3):
        make_statement(consultation=consultation, challenge=make_challenge() if number else None)
    return consultation


def browser(user=None):
    client = Client()
    if user:
        client.force_login(fresh(user))
    return client


def answer_all(client, consultation, values=(1, -1, 0)):
    """Through the pages: each statement, an undo, a change, and the long form."""
    for value in values:
        where = client.get(reverse("consultations:answer", args=[consultation.pk])).url
        given = {"value": value, "importance": 3, "approaches": ["binational"]}
        said = client.post(where, given)
        client.get(said.url)
    statements = list(consultation.statements.values_list("pk", flat=True))
    client.post(reverse("consultations:withdraw_vote", args=[consultation.pk, statements[0]]))
    client.post(reverse("consultations:answer_statement", args=[consultation.pk, statements[0]]), {"value": values[0]})
    form = {f"s{one}-shown": "//" for one in statements} | {f"s{statements[1]}-value": "0"}
    client.post(reverse("consultations:answers", args=[consultation.pk]), form)
    client.get(reverse("consultations:answered", args=[consultation.pk]))


def rows():
    """Everything in the database, by table; sessions in clear."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(str, cursor.fetchall()))
    found["django_session"] = sorted(str((one.pk, sorted(one.get_decoded().items()))) for one in Session.objects.all())
    return found


def changed(before, after):
    return {table for table in after if before.get(table) != after[table]}


def visited(client, consultation):
    """Somebody who looked at it before, so that what is told of that is not taken for the answer."""
    client.get(consultation.get_absolute_url())
    client.get(reverse("consultations:answer", args=[consultation.pk]))
    return client


@pytest.mark.parametrize("kind", ["state", "person", "e-mail"])
def test_answering_writes_the_vote_and_its_voice_and_nothing_else_anywhere(kind, caplog):
    caplog.set_level(logging.DEBUG)
    cast = make_cast()
    everybody = {"answered_by": "public", "voice_of": "person"}
    consultation = asking(**({"voice_of": "state"} if kind == "state" else everybody))
    client = browser(None if kind == "e-mail" else cast.focal_point)
    if kind == "e-mail":
        token = new_token(ADDRESS, consultation)
        client.post(reverse("consultations:confirm_address", args=[consultation.pk, token]))
    visited(client, consultation)
    before = rows()
    answer_all(client, consultation)
    assert Vote.objects.count() == 3
    allowed = {Voter._meta.db_table, Vote._meta.db_table, "sqlite_sequence"}
    assert changed(before, rows()) <= allowed
    voter = Voter.objects.values().get()
    known = {name: voter.pop(name) for name in ("id", "key")}
    assert voter == {
        "consultation_id": consultation.pk,
        "state_id": None,
        "organisation_id": None,
        "user_id": None,
        "proposals": 0,
    }
    assert set(Vote.objects.values_list("cast_at", "cast_by", "voter")) == {(None, None, known["id"])}
    assert {one.name for one in Vote._meta.fields} == {
        *("id", "statement", "voter", "value", "importance", "approaches", "cast_at", "cast_by")
    }
    told = "\n".join(record.getMessage() for record in caplog.records)
    for secret in (known["key"], ADDRESS, email_id(ADDRESS), cast.focal_point.email):
        assert secret not in told
    assert known["key"] not in str({table: held for table, held in rows().items() if table not in allowed})


def test_what_goes_wrong_while_answering_is_not_told_either(caplog):
    caplog.set_level(logging.DEBUG)
    cast, consultation = make_cast(), asking()
    client = visited(browser(cast.focal_point), consultation)
    answer_all(client, consultation)
    key = Voter.objects.get().key
    statement = consultation.statements.first().pk
    address = reverse("consultations:answer_statement", args=[consultation.pk, statement])
    client.post(address, {"value": "9"})
    client.post(address.replace(str(statement), "999999"), {"value": "1"})
    Client(enforce_csrf_checks=True).post(address, {"value": "1"})
    browser(cast.validator).post(address, {"value": "1"})
    Consultation.objects.update(closes_on=today() - timedelta(days=1))
    client.post(address, {"value": "1"})
    assert not [one for one in caplog.records if key in one.getMessage() or "'value'" in one.getMessage()]


def everything(client, consultation, cast):
    """Each page of consultations, and those of the secretariat that could tell of it, as one reader gets them."""
    statements = list(consultation.statements.values_list("pk", flat=True))
    values = {"consultation_id": [consultation.pk], "statement_id": statements}
    paths = [
        reverse(f"consultations:{one.name}", kwargs=dict(zip(names, chosen, strict=True)))
        for one in urlpatterns
        if set(names := PARAMETER.findall(str(one.pattern))) <= set(values)
        for chosen in product(*(values[name] for name in names))
    ]
    person = cast.focal_point.person.pk
    paths += [reverse("workspace:home"), reverse("network:audit"), reverse("network:held", args=[person])]
    return {path: CHANGING.sub(r"\1", _content(client.get(path))) for path in dict.fromkeys(paths)}


def _content(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.status_code} {response.get('Location', '')} {body.decode(errors='replace')}"


@pytest.mark.slow
def test_while_it_is_open_no_page_of_anybody_else_depends_on_what_was_answered():
    cast, consultation = make_cast(), asking()
    answer_all(browser(cast.focal_point), consultation)
    readers = [cast.secretary, cast.administrator, cast.other_focal_point, cast.validator, cast.observer, cast.host]
    clients = [*(visited(browser(one), consultation) for one in readers), browser()]
    before = [everything(client, consultation, cast) for client in clients]
    for vote in Vote.objects.all():
        Vote.objects.filter(pk=vote.pk).update(value=-vote.value or 1, importance=None, approaches=[])
    after = [everything(client, consultation, cast) for client in clients]
    assert len(before[0]) > 12
    for first, second in zip(before, after, strict=True):
        assert [path for path in first if first[path] != second[path]] == []
        assert Voter.objects.get().key not in str(first)


def test_no_vote_of_another_is_visible_by_any_query():
    cast, consultation = make_cast(), asking()
    answer_all(browser(cast.focal_point), consultation)
    for name in ("secretary", "administrator", "focal_point", "other_focal_point", "observer", "stranger"):
        reader = fresh(getattr(cast, name))
        assert not Vote.objects.visible_to(reader).exists()
        assert not Voter.objects.visible_to(reader).exists()


@pytest.mark.parametrize("way", ["closed early", "its last day passed"])
def test_once_it_is_over_no_secret_leads_from_a_vote_to_a_state(way):
    cast, consultation = make_cast(), asking()
    for who in (cast.focal_point, cast.other_focal_point):
        answer_all(browser(who), consultation)
    keys = set(Voter.objects.values_list("key", flat=True))
    before = [key_of(Voice("state", state.pk), consultation) for state in State.objects.all()]
    assert keys <= set(before)
    if way == "closed early":
        close_consultation(consultation, by=cast.secretary)
    else:
        Consultation.objects.update(closes_on=today() - timedelta(days=1))
        settle_consultations(timezone.now())
    kept = rows()
    assert consultation.salt not in str(kept)
    assert not [key for key in before if key in str(kept)]
    assert Vote.objects.count() == 6
    with pytest.raises(ValueError, match="closed"):
        key_of(Voice("state", State.objects.get(code="UY").pk), Consultation.objects.get())
    page = browser(cast.focal_point).get(reverse("consultations:answered", args=[consultation.pk]))
    assert page.status_code == 302


def test_nobody_else_answers_in_the_voice_of_a_state_through_a_page():
    cast, consultation = make_cast(), asking()
    statement = consultation.statements.first()
    address = reverse("consultations:answer_statement", args=[consultation.pk, statement.pk])
    for who in (cast.secretary, cast.validator, cast.host):
        assert browser(who).post(address, {"value": 1}).status_code in (403, 404)
    assert not Vote.objects.exists()
