from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from enlace.network.directory_import import plan_upload
from enlace.network.exchange.reading import read_tables
from enlace.network.models import Mandate, PendingTable
from enlace.network.testing import make_cast, make_mandate, make_pending_table, make_person, make_secretary, make_state
from enlace.network.tests.test_plan_import import HEADER, line

pytestmark = pytest.mark.django_db


def address(name, *args):
    with override("en"):
        return reverse(f"network:{name}", args=args)


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user


def upload(client, *lines, name="mandatos.csv"):
    data = "\n".join([HEADER, *lines]).encode()
    return client.post(address("import_table"), {"table": SimpleUploadedFile(name, data)}, follow=True)


def test_an_upload_shows_what_would_change_and_apply_does_it(client, secretary):
    ana = make_person(name="Ana Pérez", email="ana@example.org")
    mandate = make_mandate(state=make_state("UY"), person=ana, since=date(2026, 1, 1))
    shown = upload(client, line(email=ana.email, until="2026-12-31"), line("validator", name="Bea"))
    assert "December 31, 2026" in shown.text
    assert "Bea" in shown.text
    assert not Mandate.objects.filter(person__name="Bea").exists()
    pending = PendingTable.objects.get()
    applied = client.post(pending_address(pending), {"shown": shown.context["plan"].fingerprint}, follow=True)
    assert "2 rows were imported." in applied.text
    mandate.refresh_from_db()
    assert mandate.until == date(2026, 12, 31)
    assert client.get(pending_address(pending)).status_code == 404


def pending_address(pending):
    return address("import_plan", pending.pk)


def test_problems_are_shown_with_row_and_column_and_nothing_can_be_applied(client, secretary):
    shown = upload(client, line(state="Atlantis"))
    assert "Row\u00a02" in shown.text
    assert "No state is called “Atlantis”." in shown.text
    assert "shown" not in shown.text.partition("<main")[2].partition("</main>")[0].replace("shown in", "")
    pending = PendingTable.objects.get()
    assert client.post(pending_address(pending), {"shown": shown.context["plan"].fingerprint}).status_code == 409


def test_a_directory_that_changed_meanwhile_is_shown_anew(client, secretary):
    make_state("UY")
    shown = upload(client, line())
    make_mandate("focal_point", state=make_state("UY"), since=date(2025, 1, 1))
    pending = PendingTable.objects.get()
    answer = client.post(pending_address(pending), {"shown": shown.context["plan"].fingerprint})
    assert answer.status_code == 409
    assert "The directory has changed meanwhile" in answer.text
    assert not Mandate.objects.filter(person__name="Ana Pérez").exists()


def test_a_table_that_says_nothing_new_has_nothing_to_apply(client, secretary):
    make_mandate(state=make_state("UY"), person=make_person(name="Ana Pérez", email=""), since=date(2026, 1, 1))
    shown = upload(client, line())
    assert "there is nothing to import" in shown.text


def test_no_file_and_an_empty_file_are_refused_at_the_field(client, secretary):
    assert client.post(address("import_table"), {}).context["form"].errors["table"]
    empty = SimpleUploadedFile("a.csv", b"")
    assert client.post(address("import_table"), {"table": empty}).context["form"].errors["table"]


def test_a_waiting_table_is_named_and_can_be_discarded(client, secretary):
    upload(client, line())
    assert "mandatos.csv" in client.get(address("import_table")).text
    pending = PendingTable.objects.get()
    assert client.get(address("import_discard", pending.pk)).status_code == 405
    client.post(address("import_discard", pending.pk))
    assert not PendingTable.objects.exists()


def test_a_hostile_name_stays_a_name(client, secretary):
    make_state("UY")
    shown = upload(client, line(name="<script>alert(1)</script>", email="x@example.org"), name="../../<b>.csv")
    assert "<script>alert" not in shown.text
    assert "&lt;script&gt;" in shown.text


def test_long_plans_come_in_pages(client, secretary, django_assert_max_num_queries):
    make_state("UY")
    shown = upload(
        client, *[line("alternate", name=f"Ana {number}", email=f"a{number}@example.org") for number in range(450)]
    )
    assert "Page 1 of 3" in shown.text
    with django_assert_max_num_queries(40):
        last = client.get(pending_address(PendingTable.objects.get()), {"page": 3})
    assert "Ana 449" in last.text


@pytest.mark.parametrize("who", ["focal_point", "validator", "observer", "editor", "stranger"])
def test_others_get_nowhere(client, who):
    cast = make_cast()
    pending = make_pending_table(user=cast.secretary)
    client.force_login(getattr(cast, who))
    for name, *arguments in (
        ("import_table",),
        ("export",),
        ("export_table", "directory", "xlsx"),
        ("import_template", "mandates", "csv"),
    ):
        assert client.get(address(name, *arguments)).status_code == 403
    assert client.get(pending_address(pending)).status_code == 404
    assert client.post(address("import_discard", pending.pk)).status_code == 404
    assert "Import and export" not in client.get("/en/workspace/").text


def test_nobody_sees_the_upload_of_another_secretary(client, secretary):
    pending = make_pending_table(user=make_secretary("second@example.org"))
    assert client.get(pending_address(pending)).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client):
    for name in ("import_table", "export"):
        assert client.get(address(name)).status_code == 302


@pytest.mark.parametrize(("table", "form"), [("directory", "xlsx"), ("mandates", "csv"), ("memberships", "csv")])
def test_exports_and_templates_are_downloads_of_their_type(client, secretary, table, form):
    export = client.get(address("export_table", table, form))
    assert export["Content-Disposition"].startswith(f'attachment; filename="{table}-')
    assert export["Cache-Control"] == "no-store"
    assert not plan_upload(export.content).steps
    template = client.get(address("import_template", table, form))
    assert all(not sheet.rows for sheet in read_tables(template.content).sheets)


def test_other_files_are_not_there(client, secretary):
    assert client.get(address("export_table", "people", "csv")).status_code == 404
    assert client.get(address("export_table", "directory", "csv")).status_code == 404


def test_the_menu_of_the_secretariat_leads_there(client, secretary):
    assert "Import and export" in client.get(address("export")).text
    assert client.get(address("export")).status_code == 200
