"""The secretariat keeps the register: adds, changes, publishes, withdraws, removes; everything is recorded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.files.testing import PDF
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.actions import add_mechanism, change_mechanism, remove_mechanism
from enlace.mechanisms.register.publishing_actions import publish_mechanism, withdraw_mechanism
from enlace.mechanisms.searching import read_mechanisms
from enlace.mechanisms.testing import make_entry, make_mechanism
from enlace.network.testing import make_focal_point, make_secretary, make_state
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
FIELDS = {"country": "UY", "name_es": "Mesa nacional", "budget": "1.250.000", "budget_currency": "uyu"}


def way(name, *parts):
    return reverse(f"mechanisms:{name}", args=[getattr(part, "pk", part) for part in parts])


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user


def test_the_secretariat_adds_a_draft_and_publishes_it(client, secretary):
    state = make_state("UY")
    given = {"launched_on": "4 de mayo de 2015", "training_es": "Un curso", "verified_on": "2026-05-04"}
    answer = client.post(way("add_mechanism"), FIELDS | given)
    found = Mechanism.objects.get()
    assert answer.url == found.get_absolute_url()
    assert (found.state, found.launched_on, found.budget, found.budget_currency) == (
        state,
        "2015-05-04",
        1250000,
        "UYU",
    )
    assert found.verified == dict.fromkeys(("name", "launch", "budget", "training"), "2026-05-04")
    assert not found.is_published
    client.post(way("publish_mechanism", found))
    found.refresh_from_db()
    assert found.is_published
    actions = list(AuditEntry.objects.filter(subject_kind="mechanisms.mechanism").values_list("action", flat=True))
    assert sorted(actions) == ["add_mechanism", "publish_mechanism"]


def test_a_mechanism_carries_themes_which_show_it_to_who_sees_it(client, secretary):
    theme, other = make_theme(), make_theme()
    client.post(way("add_mechanism"), FIELDS | {"themes": [theme.pk, other.pk]})
    found = Mechanism.objects.get()
    assert set(found.themes.all()) == {theme, other}
    assert theme.get_absolute_url() in client.get(found.get_absolute_url()).text
    assert "Mesa nacional" in client.get(theme.get_absolute_url()).text
    assert [one.themes for one in read_mechanisms([found.pk])] == [tuple(sorted((theme.slug, other.slug)))]
    change_mechanism(found, by=secretary, themes=[theme])
    assert list(found.themes.all()) == [theme]
    entry = AuditEntry.objects.get(action="change_mechanism")
    assert (entry.before["themes"], entry.after["themes"]) == ([theme.pk, other.pk], [theme.pk])
    client.logout()
    assert "Mesa nacional" not in client.get(theme.get_absolute_url()).text
    publish_mechanism(found, by=secretary)
    assert "Mesa nacional" in client.get(theme.get_absolute_url()).text


def test_a_mechanism_of_a_state_outside_the_network_is_kept(secretary):
    found = add_mechanism(by=secretary, country="PT", name={"pt": "Comissão"})
    assert (found.state, found.country_name) == (None, "Portugal")


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("budget", "unos tres millones", "1250000"),
        ("launched_on", "el mes pasado", "2015-05"),
        ("training_es", "x" * 50_000, "6000"),
        ("country", "XX", "XX"),
        ("verified_on", (today() + timedelta(days=2)).isoformat(), ""),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field_and_nothing_typed_is_lost(client, secretary, field, written, said):
    name = field.removesuffix("_es")
    answer = client.post(way("add_mechanism"), FIELDS | {"host_es": "Cancillería <b>alta</b>", field: written})
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert list(errors) == [name]
    assert said in str(errors[name])
    page = answer.content.decode()
    assert "Cancillería &lt;b&gt;alta&lt;/b&gt;" in page
    assert written in page or field == "country"
    assert not Mechanism.objects.exists()


def test_hostile_html_is_shown_as_text(client, secretary):
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    texts = ("name", "instrument", "host", "institutions", "training", "activities", "contact")
    said = {one: {"es": bad} for one in texts}
    found = add_mechanism(by=secretary, country="UY", sources=bad, contact_public=True, **said)
    publish_mechanism(found, by=secretary)
    change = way("change_mechanism", found)
    for address in (found.get_absolute_url(), way("mechanisms"), change, f"{way('compare')}?mechanism={found.pk}"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_change_takes_away_that_it_was_verified_and_is_recorded(secretary):
    mechanism = make_mechanism(verified={"host": "2025-01-01", "training": "2025-01-01"}, host={"es": "Un ministerio"})
    change_mechanism(mechanism, by=secretary, host={"es": "Otro ministerio"}, training=mechanism.training)
    found = Mechanism.objects.get()
    assert found.verified == {"training": "2025-01-01"}
    entry = AuditEntry.objects.get(action="change_mechanism")
    assert (entry.before, entry.after) == (
        {"host": {"es": "Un ministerio"}},
        {"host": {"es": "Otro ministerio"}, "facts": ["host"]},
    )
    change_mechanism(found, by=secretary, training={"es": "Dos cursos"}, verified_on=date(2026, 2, 3))
    assert Mechanism.objects.get().verified == {"training": "2026-02-03"}
    change_mechanism(found, by=secretary, training={"es": "Dos cursos"})
    assert AuditEntry.objects.filter(action="change_mechanism").count() == 2


def test_no_contact_and_no_long_text_reaches_the_audit_log(secretary):
    mechanism = make_mechanism(contact_email="antes@example.org")
    change_mechanism(mechanism, by=secretary, contact_email="despues@example.org", activities={"es": "Un taller"})
    entry = AuditEntry.objects.get(action="change_mechanism")
    assert (entry.before, entry.after) == ({}, {"facts": ["activities", "contact"]})


def test_of_two_who_change_at_once_the_second_is_told_and_loses_nothing(client, secretary):
    mechanism = make_mechanism()
    shown = client.get(way("change_mechanism", mechanism)).context["form"]["seen"].value()
    change_mechanism(mechanism, by=secretary, host={"es": "Cancillería"})
    sent = FIELDS | {"host_es": "Ministerio de Justicia", "seen": shown}
    answer = client.post(way("change_mechanism", mechanism), sent)
    assert str(Mechanism.objects.get().host) == "Cancillería"
    assert "Ministerio de Justicia" in answer.content.decode()
    assert answer.context["form"].non_field_errors()
    again = sent | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(way("change_mechanism", mechanism), again).status_code == 302
    assert str(Mechanism.objects.get().host) == "Ministerio de Justicia"


def test_a_mechanism_that_an_edition_told_of_stays_with_its_state(secretary):
    mechanism = make_entry().mechanism
    with pytest.raises(ValidationError) as refused:
        change_mechanism(mechanism, by=secretary, country="PY")
    assert list(refused.value.message_dict) == ["country"]


def test_a_withdrawn_one_is_seen_by_its_state_and_the_secretariat_alone(client, secretary):
    mechanism = withdraw_mechanism(make_mechanism(), by=secretary)
    address = mechanism.get_absolute_url()
    assert client.get(address).status_code == 200
    client.force_login(make_focal_point())
    assert client.get(address).status_code == 200
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 404
    publish_mechanism(mechanism, by=secretary)
    assert client.get(address).status_code == 200


def test_a_draft_is_removed_with_its_file(client, secretary, tmp_path):
    mechanism = make_mechanism(published=False)
    upload = tmp_path / "decreto.pdf"
    upload.write_bytes(PDF)
    with upload.open("rb") as file:
        assert client.post(way("add_mechanism_file", mechanism), {"file": file}).status_code == 302
    assert "decreto.pdf" in client.get(mechanism.get_absolute_url()).content.decode()
    client.post(way("remove_mechanism", mechanism))
    assert not Mechanism.objects.exists()
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"erase_version", "remove_mechanism"}


def test_nobody_else_keeps_the_register(client):
    mechanism, focal_point = make_mechanism(), make_focal_point()
    client.force_login(focal_point)
    for name in ("change_mechanism", "withdraw_mechanism", "add_mechanism_file"):
        assert client.post(way(name, mechanism), FIELDS).status_code == 403
    with pytest.raises(PermissionDenied):
        remove_mechanism(mechanism, by=focal_point)
