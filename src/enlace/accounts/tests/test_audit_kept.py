import pytest
from django.db import Error, connection, transaction

from enlace.accounts.actions import record
from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return record("rename", make_user(), by=None, before={"listing": "name"}, after={"listing": "nothing"})


def run(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_auditentry SET action = 'nothing' WHERE id = %s",
        "DELETE FROM accounts_auditentry WHERE id = %s",
    ],
)
def test_the_database_refuses_to_change_the_log_or_to_take_from_it(entry, statement):
    with pytest.raises(Error, match="written once"):
        run(statement, entry.pk)
    assert AuditEntry.objects.get(pk=entry.pk).action == "rename"


def test_the_database_refuses_what_the_model_would_let_through(entry):
    with pytest.raises(Error, match="written once"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(action="nothing")
    with pytest.raises(Error, match="written once"), transaction.atomic():
        AuditEntry.objects.all().delete()
    assert AuditEntry.objects.filter(pk=entry.pk, action="rename").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's")
def test_a_line_is_not_replaced_under_its_number(entry):
    columns = "id, at, action, subject_kind, subject_id, before, after"
    with pytest.raises(Error, match="written once"):
        run(
            f"INSERT OR REPLACE INTO accounts_auditentry ({columns}) "
            "VALUES (%s, '2026-01-01', 'nothing', '', '', '{}', '{}')",
            entry.pk,
        )
    assert AuditEntry.objects.get(pk=entry.pk).action == "rename"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's")
def test_the_log_is_not_emptied_at_one_stroke(entry):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(Error, match="written once"):
        run("TRUNCATE accounts_auditentry")
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_a_line_may_be_about_a_kind_of_records():
    entry = record("export_audit", AuditEntry, by=None)
    assert (entry.subject_kind, entry.subject_id) == ("accounts.auditentry", "")
