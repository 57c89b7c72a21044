"""What is taken along of a published result: to whom, with what in it, and safe to open."""

import csv
import io
import json
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.models import Consultation, Statement
from enlace.consultations.polis.reading import read_export
from enlace.consultations.results.actions import publish_result
from enlace.consultations.results.export_actions import export_result
from enlace.consultations.results.facts import MEMBERS
from enlace.consultations.testing import make_consultation, make_statement, make_vote, make_voter
from enlace.consultations.tests.making_results import STATEMENTS, make_answered_consultation
from enlace.core.texts import Texts
from enlace.network.testing import make_focal_point, make_observer, make_organisation, make_secretary, make_user

pytestmark = pytest.mark.django_db
FORMS = ("result_csv", "result_json", "result_polis")


def published(audience="public", **overrides):
    consultation = make_answered_consultation(**overrides)
    publish_result(consultation, by=None, audience=audience, text=Texts({"es": "Mucho en común."}))
    return Consultation.objects.get(pk=consultation.pk)


def fetch(client, name, consultation):
    return client.get(reverse(f"consultations:{name}", args=[consultation.pk]))


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_handed_out_before_it_is_published(client, name):
    client.force_login(make_secretary())
    assert fetch(client, name, make_answered_consultation()).status_code == 403


@pytest.mark.parametrize("name", ["result_csv", "result_json"])
def test_the_audience_gets_the_findings(client, name):
    consultation = published()
    answer = fetch(client, name, consultation)
    assert answer.status_code == 200
    assert f"consultation-{consultation.pk}-result." in answer["Content-Disposition"]
    text = answer.content.decode("utf-8-sig")
    assert STATEMENTS[0] in text
    assert "AR, BO" not in text
    assert "UY" not in text.replace("-UY-", "")


def test_who_is_no_member_gets_no_row_for_a_voice(client):
    consultation = published()
    assert fetch(client, "result_polis", consultation).status_code == 403
    client.force_login(make_observer())
    assert fetch(client, "result_polis", consultation).status_code == 403


def test_the_table_of_a_member_says_who_answered_what(client):
    consultation = published()
    public = rows(fetch(client, "result_csv", consultation).content)
    client.force_login(make_focal_point())
    answer = fetch(client, "result_csv", consultation)
    table = rows(answer.content)
    assert answer["Cache-Control"] == "no-store"
    assert len(table) == len(STATEMENTS) + 1
    assert len(table[0]) == len(public[0]) + 3
    assert table[1][1:6] == ["Cuidar la memoria en las escuelas.", "Riesgos que cruzan la frontera", "18", "0", "0"]
    assert "AR, BO, BR" in table[1][-3]
    assert len({len(row) for row in table}) == 1


def test_the_json_of_the_public_has_no_part_of_members(client):
    consultation = published()
    public = json.loads(fetch(client, "result_json", consultation).content)
    client.force_login(make_focal_point())
    member = json.loads(fetch(client, "result_json", consultation).content)
    assert MEMBERS not in public
    assert set(member) - set(public) == {MEMBERS}
    assert {one["code"] for one in member[MEMBERS]["states"]} >= {"AR", "UY"}
    assert "points" not in member[MEMBERS]
    assert public["text"] == {"es": "Mucho en común."}
    assert public["consensus"][0]["agree"] == 18
    assert public["consultation"]["attribution"] == "attributed"


def test_a_challenge_for_members_is_named_to_them_alone(client):
    consultation = published()
    assert "Riesgos" not in fetch(client, "result_json", consultation).content.decode()
    assert "Riesgos" not in fetch(client, "result_csv", consultation).content.decode()
    client.force_login(make_focal_point())
    assert "Riesgos" in fetch(client, "result_json", consultation).content.decode()


def test_the_files_of_polis_hold_a_row_for_each_answer_and_read_back(client):
    consultation = published(answered_by="network")
    client.force_login(make_focal_point())
    answer = fetch(client, "result_polis", consultation)
    found = files(answer.content)
    assert set(found) == {"votes.csv", "comments.csv", "participants-votes.csv", "summary.csv", "voters.csv"}
    assert answer["Cache-Control"] == "no-store"
    voters = rows(found["voters.csv"])
    assert voters[:2] == [["voter-id", "state", "observer"], ["0", "AR", ""]]
    read = read_export(answer.content)
    assert read.votes.shape == (18, 14)
    assert sum(read.votes.value == 1) == sum(one["agree"] for one in consultation.result.facts["consensus"])
    entry = AuditEntry.objects.get(action="export_result")
    assert entry.after == {"consultation": consultation.pk, "format": "zip"}


def test_people_are_numbered_and_named_nowhere():
    consultation = make_consultation(voice_of="person", over=True)
    statement = make_statement(consultation=consultation)
    for number in range(6):
        user = make_user(f"secreto{number}@example.org")
        make_vote(statement=statement, voter=make_voter(consultation=consultation, user=user))
    publish_result(consultation, by=None, audience="members")
    found = export_result(Consultation.objects.get(), by=make_focal_point())
    assert "voters.csv" not in found
    assert b"secreto" not in b"".join(found.values())
    assert [row[3] for row in rows(found["votes.csv"])[1:]] == list("012345")


def test_an_observer_is_named_beside_states():
    consultation = make_answered_consultation(answered_by="network")
    voter = make_voter(consultation=consultation, organisation=make_organisation(name=Texts({"es": "Red de memoria"})))
    make_vote(statement=consultation.statements.first(), voter=voter)
    publish_result(consultation, by=None, audience="network")
    found = export_result(Consultation.objects.get(), by=None)
    assert ["18", "", "Red de memoria"] in rows(found["voters.csv"])


@pytest.mark.parametrize("name", FORMS)
def test_what_was_written_for_the_demonstration_says_so(client, name):
    consultation = published(illustrative=True)
    client.force_login(make_focal_point())
    answer = fetch(client, name, consultation)
    assert "-illustrative." in answer["Content-Disposition"]
    if name == "result_csv":
        assert [row[-1] for row in rows(answer.content)][1:] == ["sí"] * len(STATEMENTS)
    elif name == "result_json":
        assert json.loads(answer.content)["illustrative"] is True
    else:
        assert "lustrativ" in files(answer.content)["summary.csv"].decode()


def test_no_cell_is_run_by_a_spreadsheet_program(client):
    consultation = make_answered_consultation()
    Statement.objects.filter(number=1).update(text=Texts({"es": "=1+1"}))
    publish_result(consultation, by=None, audience="public")
    client.force_login(make_focal_point())
    for name in ("result_csv", "result_polis"):
        content = fetch(client, name, consultation).content
        tables = files(content).values() if name == "result_polis" else [content]
        assert not [cell for table in tables for row in rows(table) for cell in row if cell.startswith("=")]


def test_a_result_for_the_secretariat_alone_leaves_to_nobody_else(client):
    consultation = published("secretariat")
    client.force_login(make_focal_point())
    for name in FORMS:
        assert fetch(client, name, consultation).status_code == 403
    with pytest.raises(PermissionDenied):
        export_result(consultation, by=make_focal_point("another@example.org"))
