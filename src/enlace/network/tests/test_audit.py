import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import activate

from enlace.accounts.actions import record
from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.permission import RULES
from enlace.network.audit import COMMAND_LINE, audit_visible_to, authors
from enlace.network.audit_lines import lines_of
from enlace.network.audit_words import ACTIONS, action_in_words
from enlace.network.models import Listing, Mandate
from enlace.network.people_actions import choose_listing, end_mandate, record_mandate
from enlace.network.testing import (
    fresh,
    make_cast,
    make_circular,
    make_editor,
    make_focal_point,
    make_invitation,
    make_mandate,
    make_membership,
    make_nomination,
    make_observer,
    make_person,
    make_secretary,
    make_state,
    make_succession_warning,
)

pytestmark = pytest.mark.django_db
AUDIT, EXPORT = "network:audit", "network:audit_export"


@pytest.fixture(autouse=True)
def _in_english(_in_the_default_language):
    activate("en")


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user


def line(entry, reader):
    return lines_of([entry], reader)[0]


def changes(entry, reader):
    return {change.label: (change.before, change.after) for change in line(entry, reader).changes}


def test_only_the_secretariat_and_administrators_read_the_log(client):
    cast = make_cast()
    readers = {name for name, user in vars(cast).items() if audit_visible_to(fresh(user)).exists()}
    assert readers == {"secretary", "administrator"}


@pytest.mark.parametrize("make", [make_focal_point, make_observer, make_editor, make_user])
@pytest.mark.parametrize("name", [AUDIT, EXPORT])
def test_who_may_not_read_it_is_not_told_that_it_is_there(client, make, name):
    client.force_login(make())
    assert client.get(reverse(name)).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(reverse(AUDIT)).status_code == 302


def test_a_line_says_who_did_what_to_which_record_and_what_was_before(secretary):
    person = make_person(name="Ana Pérez", listing=Listing.NAME)
    choose_listing(person, Listing.NOTHING, by=None)
    shown = line(AuditEntry.objects.first(), secretary)
    assert (shown.who, shown.office) == ("command line", "")
    assert shown.what == action_in_words("choose_listing") != "Choose listing"
    assert (shown.called, shown.address) == ("Ana Pérez", person.get_absolute_url())
    assert shown.subject == f"Person {person.pk}"
    assert [(one.before, one.after) for one in shown.changes] == [("office and name", "nothing")]


def test_a_line_names_the_office_in_which_somebody_did_it(secretary):
    focal_point = make_focal_point()
    Mandate.objects.filter(person__user=focal_point).update(until=timezone.localdate())
    entry = record("choose_listing", make_person(), by=focal_point)
    assert line(entry, secretary).office == "focal point, Uruguay"


def test_values_are_shown_in_words(secretary):
    state, person = make_state("UY"), make_person(name="Ana Pérez")
    mandate = Mandate(person=person, role="validator", state=state, since=date(2026, 1, 5), office={"es": "Directora"})
    record_mandate(mandate, by=None)
    said = {after for _before, after in changes(AuditEntry.objects.first(), secretary).values()}
    assert said == {"Ana Pérez", "validator", "Uruguay", "January 5, 2026", "Directora"}


def test_only_what_differs_is_shown(secretary):
    mandate = make_mandate()
    end_mandate(mandate, by=None)
    assert list(changes(AuditEntry.objects.first(), secretary)) == ["until"]


def test_a_line_about_somebody_erased_names_nobody(secretary):
    person = make_person(name="Ana Pérez", user=make_user("ana@example.org", name="Ana Pérez"))
    entry = record("choose_listing", person, by=person.user)
    type(person).objects.filter(pk=person.pk).update(name="", email="", erased_at=timezone.now())
    shown = line(entry, secretary)
    assert "Ana" not in f"{shown}"
    assert str(person.user_id) in shown.who


def test_a_line_of_a_kind_of_record_that_is_gone_is_still_read(secretary):
    entry = AuditEntry.objects.create(action="close", subject_kind="forum.topic", subject_id="7", after={"open": False})
    shown = line(entry, secretary)
    assert (shown.subject, shown.address, shown.called) == ("forum.topic 7", "", "")
    assert changes(entry, secretary) == {"open": ("", "no")}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"action": "end_mandate"}, ["mandate"]),
        ({"kind": "network.person"}, ["own", "person"]),
        ({"account": "0"}, ["mandate", "person"]),
        ({"since": "2026-03-02", "until": "2026-03-02"}, ["own", "mandate"]),
        ({"until": "2026-03-01"}, ["person"]),
    ],
)
def test_lines_are_narrowed(client, secretary, asked, found):
    person = make_person()
    first_hour, noon = datetime(2026, 3, 2, 0, 0), datetime(2026, 3, 2, 23, 59)
    lines = {
        "person": record_at(datetime(2026, 3, 1, 23, 59), "record_person", person, None),
        "mandate": record_at(first_hour, "end_mandate", make_mandate(), None),
        "own": record_at(noon, "correct_person", person, secretary),
    }
    answer = client.get(reverse(AUDIT), asked)
    shown = [one.entry.pk for one in answer.context["lines"]]
    assert [pk for pk in shown if pk in lines.values()] == [lines[name] for name in found]


def record_at(moment, action, on, by):
    """A line as it would have been written at `moment`, where the network is."""
    facts = {"subject_kind": on._meta.label_lower, "subject_id": str(on.pk)}
    return AuditEntry.objects.create(at=timezone.make_aware(moment), by=by, action=action, **facts).pk


def test_the_history_of_one_record_is_shown(client, secretary):
    one, other = make_person(), make_person()
    wanted = [record("correct_person", one, by=None).pk, record("choose_listing", one, by=None).pk]
    record("correct_person", other, by=None)
    answer = client.get(reverse(AUDIT), {"kind": "network.person", "id": one.pk})
    assert [shown.entry.pk for shown in answer.context["lines"]] == wanted[::-1]


def test_days_the_wrong_way_round_are_refused_with_a_sentence(client, secretary):
    answer = client.get(reverse(AUDIT), {"since": "2026-03-02", "until": "2026-03-01"})
    assert answer.context["form"].errors["until"]
    assert answer.context["lines"] == []


def test_nothing_found_is_said(client, secretary):
    record("correct_person", make_person(), by=None)
    answer = client.get(reverse(AUDIT), {"action": "correct_person", "id": "999999"})
    assert "notice" in answer.content.decode()


def test_the_log_is_read_in_pages_of_a_hundred_with_as_many_queries_as_for_ten(
    client, secretary, django_assert_max_num_queries
):
    focal_point = make_focal_point()
    for _number in range(10):
        record("end_mandate", make_mandate("alternate"), by=focal_point, after={"person": make_person().pk})
    with django_assert_max_num_queries(60) as few:
        client.get(reverse(AUDIT))
    for _number in range(140):
        record("end_mandate", make_mandate("alternate"), by=focal_point, after={"person": make_person().pk})
    with django_assert_max_num_queries(len(few.captured_queries)):
        answer = client.get(reverse(AUDIT))
    assert len(answer.context["lines"]) == 100
    assert len(client.get(reverse(AUDIT), {"page": 2}).context["lines"]) >= 50


def test_the_export_holds_every_line_asked_for_and_no_name(client, secretary):
    focal_point = make_focal_point("ana@example.org")
    person = make_person(name="Ana Pérez", user=None)
    record("choose_listing", person, by=focal_point, before={"listing": "name"}, after={"listing": "nothing"})
    record("record_person", person, by=None)
    text = exported(client, {"kind": "network.person", "format": "jsonl"})
    rows = [json.loads(one) for one in text.splitlines()]
    assert [(row["action"], row["account"], row["office"]) for row in rows] == [
        ("choose_listing", focal_point.pk, "focal point, Uruguay"),
        ("record_person", COMMAND_LINE, ""),
    ]
    assert rows[0]["before"] == {"listing": "name"}
    assert "Ana" not in text
    assert "ana@" not in text


def exported(client, asked):
    answer = client.get(reverse(EXPORT), asked)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_no_cell_of_the_table_is_a_formula(client, secretary):
    record("=cmd|'/C calc'!A0", make_person(), by=None)
    assert "\"'=cmd" in exported(client, {"format": "csv"}) or ",'=cmd" in exported(client, {"format": "csv"})


def test_the_export_is_recorded_with_what_was_asked_for(client, secretary):
    record("record_person", make_person(), by=None)
    exported(client, {"format": "csv", "action": "record_person", "since": "2026-01-01"})
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.subject_kind, entry.subject_id, entry.by) == (
        "export_audit",
        "accounts.auditentry",
        "",
        secretary,
    )
    assert entry.after == {"action": "record_person", "since": "2026-01-01", "format": "csv"}


@pytest.mark.parametrize("asked", [{"format": "exe"}, {"since": "nonsense"}])
def test_an_export_that_makes_no_sense_is_refused_and_not_recorded(client, secretary, asked):
    assert client.get(reverse(EXPORT), asked).status_code == 400
    assert not AuditEntry.objects.filter(action="export_audit").exists()


def test_every_action_that_is_recorded_has_words():
    """Those of a rule of the same name, or of its own."""
    sources = [path for path in (settings.ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    recorded = {name for path in sources for name in re.findall(r'\brecord\(\s*"(\w+)"', path.read_text("utf-8"))}
    described = {rule.name.removeprefix("can_") for rule in RULES.values()} | set(ACTIONS)
    assert "end_mandate" in recorded
    assert recorded - described == set()


@pytest.mark.parametrize(
    ("make", "called", "leads_to_the_person"),
    [
        (make_mandate, "focal point, Uruguay", True),
        (make_invitation, None, True),
        (make_nomination, "Uruguay, ", False),
        (make_membership, "Paraguay", False),
        (make_succession_warning, "", False),
    ],
)
def test_records_are_called_as_people_call_them(secretary, make, called, leads_to_the_person):
    one = make()
    shown = line(record("change", one, by=None), secretary)
    assert str(shown.called).startswith(one.person.name if called is None else called)
    assert not leads_to_the_person or shown.address == one.person.get_absolute_url()


def test_a_title_in_another_language_is_marked_as_such(client, secretary):
    circular = make_circular(title={"es": "Sobre la reunión"})
    record("write_circular", circular, by=None)
    assert '<span lang="es">Sobre la reunión</span>' in client.get(reverse(AUDIT)).content.decode()


def test_who_acted_is_found_for_all_lines_at_once(django_assert_num_queries):
    users = [make_focal_point(f"f{number}@example.org", code) for number, code in enumerate(("UY", "PY", "AR"))]
    with django_assert_num_queries(4):
        who = authors([*[user.pk for user in users], None])
    assert {COMMAND_LINE, *(user.pk for user in users)} == set(who)
    assert all(who[user.pk].mandate_on(timezone.localdate() - timedelta(days=1)) for user in users)
