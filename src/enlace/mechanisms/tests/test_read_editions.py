"""Closed editions as everybody reads them: the list, the entries, what changed, the files; and that they stay."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.mechanisms.editions.actions import close_edition
from enlace.mechanisms.editions.closing import entries_of
from enlace.mechanisms.editions.comparison import comparison_of
from enlace.mechanisms.editions.exports import edition_csv, edition_facts
from enlace.mechanisms.editions.shown_entry import shown_entry
from enlace.mechanisms.models import Edition, Entry, Mechanism, Questionnaire
from enlace.mechanisms.register.actions import change_mechanism
from enlace.mechanisms.register.publishing_actions import publish_mechanism, withdraw_mechanism
from enlace.mechanisms.testing import make_edition, make_entry, make_mechanism, make_open_edition, make_questionnaire
from enlace.network.models import Membership
from enlace.network.testing import make_cast, make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db
ACCEPTED = {name: now() for name in ("submitted_at", "cleared_at", "accepted_at")}


def _two_editions():
    """Uruguay answered and changed its host, Paraguay did not answer, France is new."""
    uruguay, paraguay = make_mechanism(host={"es": "Un ministerio"}), make_mechanism(state=make_state("PY"))
    first = close_edition(make_open_edition(title=Texts({"es": "Primera"})), by=None)
    second = make_open_edition(title=Texts({"es": "Segunda"}))
    make_questionnaire(edition=second, mechanism=uruguay, **ACCEPTED)
    make_questionnaire(edition=second, mechanism=paraguay)
    change_mechanism(uruguay, by=None, host={"es": "La presidencia"})
    make_mechanism(country="FR", name={"fr": "Comité", "es": "Comité"})
    return first, close_edition(second, by=None)


def test_everybody_reads_closed_editions_the_states_the_open_one_and_the_secretariat_all(client):
    cast, closed = make_cast(), make_edition(title=Texts({"es": "Cerrada"}))
    running = make_open_edition(title=Texts({"es": "Abierta"}))
    waiting = make_edition(title=Texts({"es": "Preparada"}), opened_at=None, closed_at=None)
    seen = {}
    for name in ("", "observer", "focal_point", "secretary"):
        if name:
            client.force_login(getattr(cast, name))
        shown = client.get(reverse("mechanisms:editions")).context["editions"]
        seen[name] = [one.edition for one in shown]
        for one in (closed, running, waiting):
            assert client.get(one.get_absolute_url()).status_code == (200 if one in seen[name] else 404)
    assert seen == {
        "": [closed],
        "observer": [closed],
        "focal_point": [running, closed],
        "secretary": [waiting, running, closed],
    }
    assert client.get(reverse("mechanisms:edition_file", args=[running.pk, "json"])).status_code == 404


def test_what_changed_is_told_field_by_field_and_who_did_not_answer_is_said(client):
    first, second = _two_editions()
    comparison = client.get(reverse("mechanisms:changes", args=[second.pk])).context["comparison"]
    (uruguay,) = comparison.changed
    assert comparison.before == first
    assert [(one.fact, one.before.text.text, one.after.text.text) for one in uruguay.changes] == [
        ("host", "Un ministerio", "La presidencia")
    ]
    told = {name: [one.then.country for one in getattr(comparison, name)] for name in ("new", "left", "same", "silent")}
    assert told == {"new": ["FR"], "left": [], "same": [], "silent": ["PY"]}
    page = client.get(second.get_absolute_url())
    answered = {row.then.country: row.entry.answered for row in page.context["rows"]}
    assert answered == {"FR": False, "PY": False, "UY": True}
    assert client.get(reverse("mechanisms:changes", args=[first.pk])).context["comparison"].before is None
    entry = client.get(uruguay.entry.get_absolute_url())
    assert "La presidencia" in entry.text
    assert [one.fact for one in entry.context["shown"].compared.changed[0].changes] == ["host"]


def test_the_secretariat_sees_what_an_open_edition_has_changed_so_far_and_no_answer_before_it_is_accepted(client):
    _first, second = _two_editions()
    third = make_open_edition()
    paraguay = Mechanism.objects.get(country="PY")
    asked = make_questionnaire(edition=third, mechanism=paraguay)
    asked.answers.create(
        field="host", changed=True, value={"host": {"es": "Todavía en borrador"}}, by=make_focal_point()
    )
    address = reverse("mechanisms:changes", args=[third.pk])
    client.force_login(make_secretary())
    change_mechanism(Mechanism.objects.get(country="UY"), by=None, host={"es": "El congreso"})
    page = client.get(address)
    assert page.context["comparison"].before == second
    assert [one.then.country for one in page.context["comparison"].changed] == ["UY"]
    assert "Todavía en borrador" not in page.text
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert client.get(address).status_code == 403


def test_what_was_not_published_then_is_for_its_state_and_the_secretariat(client):
    edition = make_edition()
    hidden = make_entry(edition=edition, mechanism=make_mechanism(), public=False)
    addresses = [hidden.get_absolute_url(), edition.get_absolute_url()]
    assert client.get(addresses[0]).status_code == 404
    assert client.get(addresses[1]).context["rows"] == []
    data = client.get(reverse("mechanisms:edition_file", args=[edition.pk, "json"])).json()
    assert data["mechanisms"] == []
    client.force_login(make_focal_point())
    assert client.get(addresses[0]).status_code == 200
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert client.get(addresses[0]).status_code == 404


def test_the_files_say_the_same_as_the_pages_in_the_columns_of_the_register(client):
    _first, second = _two_editions()
    make_mechanism()
    data = client.get(reverse("mechanisms:edition_file", args=[second.pk, "json"])).json()
    by_country = {one["country"]: one for one in data["mechanisms"]}
    assert (by_country["UY"]["host"], by_country["UY"]["answered"]) == ({"es": "La presidencia"}, True)
    assert (by_country["PY"]["host"], by_country["PY"]["answered"]) == (None, False)
    table = client.get(reverse("mechanisms:edition_file", args=[second.pk, "csv"])).content.decode("utf-8-sig")
    rows = {row["country"]: row for row in csv.DictReader(io.StringIO(table))}
    assert (rows["UY"]["host_es"], rows["PY"]["answered"]) == ("La presidencia", "no")
    register = client.get(reverse("mechanisms:register_file", args=["csv"])).content.decode("utf-8-sig")
    of_register = next(csv.reader(io.StringIO(register)))
    assert set(of_register) <= set(rows["UY"])


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("text"), st.integers(0, 2), st.text(st.characters(codec="utf-8", categories=["L", "P"]), max_size=9)
        ),
        st.tuples(
            st.sampled_from(["withdraw", "publish", "contact", "leave", "return", "close", "answer"]), st.integers(0, 2)
        ),
    ),
    max_size=6,
)


def _do(step, mechanisms):
    kind, place, *text = step
    one = Mechanism.objects.get(pk=mechanisms[place].pk)
    if kind == "text":
        names = Texts({"es": f"Nombre {text[0].strip()}", "pt": "Nome"})
        change_mechanism(one, by=None, name=names, host=Texts({"en": "Body"}), budget=7, budget_currency="UYU")
    elif kind == "withdraw" and one.is_published:
        withdraw_mechanism(one, by=None)
    elif kind == "publish" and not one.is_published:
        publish_mechanism(one, by=None)
    elif kind == "contact":
        change_mechanism(one, by=None, contact=Texts({"es": "Oficina"}), contact_public=not one.contact_public)
    elif kind in ("leave", "return"):
        Membership.objects.filter(state=one.state).update(
            until=today() - timedelta(days=1) if kind == "leave" else None
        )
    elif kind == "close":
        close_edition(Edition.objects.open().first() or make_open_edition(), by=None)
    elif kind == "answer" and one.state:
        edition = Edition.objects.open().first() or make_open_edition()
        Questionnaire.objects.get_or_create(edition=edition, mechanism=one, defaults=ACCEPTED)


def _read(edition):
    """All that everybody reads of it."""
    everybody = AnonymousUser()
    entries = Entry.objects.visible_to(everybody).filter(edition=edition).select_related("edition")
    shown = [shown_entry(entry, everybody) for entry in entries]
    return edition_facts(edition, str), edition_csv(edition, str), shown, comparison_of(edition, everybody)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(STEPS, STEPS)
def test_a_closed_edition_is_the_same_after_names_members_and_texts_change(before, after):
    with transaction.atomic():
        mechanisms = [
            make_mechanism(),
            make_mechanism(state=make_state("PY"), published=False),
            make_mechanism(country="FR"),
        ]
        for step in before:
            _do(step, mechanisms)
        edition = close_edition(Edition.objects.open().first() or make_open_edition(), by=None)
        was = _read(edition)
        for step in after:
            _do(step, mechanisms)
        assert _read(edition) == was
        transaction.set_rollback(True)


def test_pages_take_as_many_queries_for_200_mechanisms_in_10_editions_as_for_few(client, django_assert_max_num_queries):
    first, second = _two_editions()
    addresses = [
        reverse("mechanisms:editions"),
        second.get_absolute_url(),
        reverse("mechanisms:changes", args=[second.pk]),
        Entry.objects.filter(edition=second).first().get_absolute_url(),
        reverse("mechanisms:edition_file", args=[second.pk, "csv"]),
    ]
    few = []
    for address in addresses * 2:
        with django_assert_max_num_queries(60) as asked:
            assert client.get(address).status_code == 200
        few.append(len(asked.captured_queries))
    published = Mechanism.objects.first().published_at
    many = Mechanism.objects.bulk_create(
        Mechanism(country="FR", name=Texts({"es": f"Mesa {number}"}), host=Texts({"es": "A"}), published_at=published)
        for number in range(200)
    )
    for number in range(8):
        Entry.objects.bulk_create(
            entries_of(make_edition(closed_at=first.closed_at - timedelta(days=number + 1)), many)
        )
    Entry.objects.bulk_create([*entries_of(first, many), *entries_of(second, many)])
    for address, count in zip(addresses, few[len(addresses) :], strict=True):
        with django_assert_max_num_queries(count):
            assert client.get(address).status_code == 200
