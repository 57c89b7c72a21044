import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.commitments.exchange import reading
from enlace.commitments.exchange.import_actions import (
    CommitmentsChanged,
    begin_import,
    choose_columns,
    choose_rows,
    forget_pending_commitments,
    keep_commitments,
)
from enlace.commitments.exchange.mapping import guessed, heads_of
from enlace.commitments.exchange.pending import plan_of
from enlace.commitments.exchange.planning import plan_import
from enlace.commitments.exchange.reading import read_sheet
from enlace.commitments.exchange.table_writing import commitments_table
from enlace.commitments.models import ColumnMap, Commitment, CommitmentEvent, PendingCommitments, Progress
from enlace.commitments.testing import make_commitment, make_commitment_event, make_progress, make_target
from enlace.commitments.tests.importing_tables import (
    COLUMNS,
    HEADER,
    OF_UPR,
    SHARED,
    UPR,
    bring,
    line,
    needs_shared_data,
)
from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.network.testing import make_focal_point, make_organisation, make_secretary, make_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    make_state()
    make_state("PY")
    return make_secretary()


def keep(secretary, *lines, **fields):
    pending = keep_commitments("compromisos.csv", "\n".join([HEADER, *lines]).encode(), by=secretary)
    choose_columns(pending, by=secretary, mapping={"columns": COLUMNS} | fields)
    pending.refresh_from_db()
    return pending


def test_a_plan_is_carried_out_as_it_was_shown_and_its_table_is_gone(secretary, django_capture_on_commit_callbacks):
    pending = keep(secretary, line(percent="40"), line("A2", "Abrir archivos"))
    storage, name = pending.content.storage, pending.content.name
    with django_capture_on_commit_callbacks(execute=True):
        begin_import(pending, by=secretary, shown=plan_of(pending).fingerprint)
    pending.refresh_from_db()
    assert (pending.done, pending.total, pending.fault) == (2, 2, "")
    assert pending.fields["counts"]["added"] == Commitment.objects.count() == 2
    assert not storage.exists(name)
    entry = AuditEntry.objects.get(action="import_commitments")
    assert (entry.by, entry.after["added"], "Formar" in json.dumps(entry.after)) == (secretary, 2, False)


def test_nothing_is_imported_when_what_is_on_record_changed_meanwhile(secretary):
    pending = keep(secretary, line(percent="40"), line("A2", "Abrir archivos"))
    shown = plan_of(pending).fingerprint
    make_commitment(reference="A2")
    with pytest.raises(CommitmentsChanged):
        begin_import(pending, by=secretary, shown=shown)
    assert Commitment.objects.count() == 1
    assert not Progress.objects.exists()


def test_a_table_is_forgotten_after_a_day_and_with_the_next(secretary):
    keep(secretary, line())
    keep(secretary, line())
    assert PendingCommitments.objects.count() == 1
    assert forget_pending_commitments(now() + timedelta(hours=23)) == 0
    assert forget_pending_commitments(now() + timedelta(hours=25)) == 1


def test_an_export_imports_as_no_change(secretary):
    uruguay, observer = make_state(), make_organisation(name=Texts({"es": "Foro, el; de prueba"}))
    make_commitment(title=Texts({"es": "Borrador\ncon dos renglones", "pt": "Rascunho"}), stands=False)
    make_commitment(parties=[uruguay, make_state("PY")], confirmed=[uruguay], approach="binational")
    served = make_commitment(parties=[uruguay, observer], title=Texts({"pt": "=Só em português"}), audience="members")
    for fields in ({"framework": "sdg", "code": "16.99"}, {"framework": "upr", "code": "1.2", "state": uruguay}):
        served.targets.add(make_target(**fields))
    make_progress(commitment=served, percent=None, text=Texts({"pt": "'=Feito,\n aos poucos"}))
    make_progress(commitment=served, percent=50, organisation=observer)
    closed = make_commitment(reference="ref;1", illustrative=True, text=Texts({"es": "x" * 900}))
    make_commitment_event(commitment=closed, kind="closed", outcome="achieved")
    make_progress(commitment=closed, cleared=False)
    bring(line("A1", percent="40", due="2019"))
    for language, form in (("es", "csv"), ("pt", "xlsx"), ("en", "csv")):
        with override(language):
            sheet = read_sheet(commitments_table(Commitment.objects.all(), secretary, form))
            plan = plan_import(sheet, guessed(heads_of(sheet)))
        assert not plan.problems
        assert plan.counts["same"] == len(plan.rows) == 5, [row.differences for row in plan.rows]
        assert not any(row.stays for row in plan.rows)


def test_what_another_site_exported_becomes_the_same_here(secretary):
    parties = [make_state(), make_state("PY")]
    closed = make_commitment(parties=parties, approach="binational", source=Texts({"es": "Acta 4"}))
    make_commitment_event(commitment=closed, kind="closed", outcome="withdrawn")
    make_progress(commitment=closed, percent=30)
    make_commitment(stands=False)
    with override("en"):
        data = commitments_table(Commitment.objects.all(), secretary, "csv").replace(b"http://", b"http://other.")
        Commitment.objects.all().delete()
        sheet = read_sheet(data)
        mapping = guessed(heads_of(sheet))
        from_other = plan_import(sheet, mapping)
        assert not from_other.problems
        assert from_other.counts["added"] == 2


def test_who_is_not_of_the_secretariat_imports_nothing(client, secretary):
    pending = keep(secretary, line())
    client.force_login(make_focal_point())
    assert client.get("/es/commitments/import/").status_code == 403
    assert client.get(f"/es/commitments/import/{pending.pk}/").status_code == 404


def upload(client, data, name="tabla.csv"):
    answer = client.post("/es/commitments/import/", {"table": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_what_is_no_table_is_told_at_the_field(client, secretary, monkeypatch):
    monkeypatch.setattr(reading, "MOST_CSV_ROWS", 20)
    client.force_login(secretary)
    for data in (b"%PDF-1.7", b'a,b\n"c', b"PK\x03\x04", b"\n\n", b"a,b\n" + b"1,2\n" * 21):
        answer = client.post("/es/commitments/import/", {"table": SimpleUploadedFile("x.csv", data)})
        assert answer.status_code == 200
        assert answer.context["form"].errors["table"]
    assert not PendingCommitments.objects.exists()


@needs_shared_data
def test_the_table_of_a_city_is_mapped_by_hand_on_the_page_and_found_again(client, secretary):
    make_state("AR")
    data = (SHARED / "commitments" / "data.csv").read_bytes()
    client.force_login(secretary)
    address = upload(client, data)
    form = client.get(address).context["form"]
    said = {name: field.initial or "" for name, field in form.fields.items() if name.startswith("column_")}
    heads = dict(zip(form.heads, said, strict=True))
    twice = said | {heads["titulo"]: "title", heads["compromiso"]: "title", "language": "es"}
    answer = client.post(address, twice)
    assert {heads["titulo"], heads["compromiso"]} <= set(answer.context["form"].errors)
    said |= {
        **{heads["numero"]: "reference", heads["compromiso"]: "", heads["titulo"]: "title", heads["desc"]: "text"},
        **{heads["cumplimiento"]: "due_on", heads["porcentaje_completado"]: "percent", heads["slug"]: ""},
        **{"language": "es", "parties": "AR", "approach": "local", "made_on": "diciembre de 2015", "name": "Ciudad"},
        **{"source": "BA Compromisos", "reported_on": "2018"},
    }
    plan_address = client.post(address, said).url
    page = client.get(plan_address)
    assert page.context["plan"].counts["added"] == 54, page.context["plan"].problems
    assert any("74.5" in note for note in page.context["plan"].notes)
    assert client.post(plan_address, {"shown": page.context["plan"].fingerprint}).url == plan_address
    assert "54" in client.get(plan_address).content.decode()
    assert Progress.objects.get(commitment__reference="38").percent == 75
    again = client.get(upload(client, data))
    assert again.context["remembered"] == "Ciudad"
    assert again.context["form"]["parties"].value() == "AR"
    plan_address = client.post(again.request["PATH_INFO"], said).url
    assert client.get(plan_address).context["plan"].counts["same"] == 54


@pytest.mark.slow
@needs_shared_data
def test_the_recommendations_of_the_upr_are_imported_once(tmp_path, secretary):
    for code in OF_UPR:
        make_state(code)
    upr, table = tmp_path / "upr.json", SHARED / "upr" / "recommendations.csv"
    upr.write_text(json.dumps(UPR))
    out = StringIO()
    call_command("import_commitments", table, map=str(upr), alike="add", json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert len(found["resembling"]) > 50
    assert (found["counts"]["added"], found["written"]) == (2328, True)
    assert Commitment.objects.count() == CommitmentEvent.objects.in_force().count() == 2328
    out = StringIO()
    call_command("import_commitments", table, map=str(upr), stdout=out)
    assert "2,328  rows say what is recorded already" in out.getvalue()
    assert Commitment.objects.count() == 2328


def test_the_command_takes_a_remembered_mapping_and_says_what_is_wrong(tmp_path, secretary, capsys):
    ColumnMap.objects.create(name="Actas", heads=list(COLUMNS), fields={"columns": COLUMNS})
    table = tmp_path / "tabla.csv"
    table.write_text(f"{HEADER}\n{line(percent='130')}\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_commitments", table, map="Actas", stdout=StringIO())
    assert refused.value.returncode == 1
    for file, name in ((table, "Otra"), (tmp_path / "keine.csv", "Actas")):
        with pytest.raises(CommandError) as refused:
            call_command("import_commitments", file, map=name, stdout=StringIO())
        assert refused.value.returncode == 2
    table.write_text(f"{HEADER}\n{line(percent='30')}\n{line('A2', 'Formar a  jueces.')}\n")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_commitments", table, map="Actas", stdout=out)
    assert "alike: row 3" in out.getvalue()
    call_command("import_commitments", table, map="Actas", alike="skip", dry_run=True, stdout=out)
    assert not Commitment.objects.exists()
    call_command("import_commitments", table, map="Actas", alike="skip", stdout=out)
    assert Commitment.objects.count() == 1
    assert "rows" in capsys.readouterr().err


def test_pages_of_a_plan_ask_as_much_for_many_rows_as_for_few(client, secretary, django_assert_max_num_queries):
    client.force_login(secretary)
    pending = keep(
        secretary,
        *[
            line(f"A{number}", f"Formar a jueces, fiscales y policías de la provincia {number}")
            for number in range(250)
        ],
    )
    choose_rows(pending, by=secretary, rest="add", choices={3: "skip"})
    with django_assert_max_num_queries(45):
        page = client.get(f"/es/commitments/import/{pending.pk}/?page=2")
    assert (page.context["plan"].counts["skipped"], len(page.context["leaf"])) == (1, 49)
