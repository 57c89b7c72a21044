"""The audit log is written once: the database itself refuses to change it or to take from it."""

from django.db import migrations

REFUSAL = "The audit log is written once and kept."
SQLITE = {
    "accounts_audit_not_changed": "BEFORE UPDATE ON accounts_auditentry",
    "accounts_audit_not_deleted": "BEFORE DELETE ON accounts_auditentry",
    # INSERT OR REPLACE deletes without asking the trigger for DELETE.
    "accounts_audit_not_replaced": "BEFORE INSERT ON accounts_auditentry "
    "WHEN EXISTS (SELECT 1 FROM accounts_auditentry WHERE id = NEW.id)",
}
POSTGRESQL = {
    "accounts_audit_kept": "BEFORE UPDATE OR DELETE OR TRUNCATE ON accounts_auditentry FOR EACH STATEMENT",
}


def keep(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, when in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION accounts_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for name, when in POSTGRESQL.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION accounts_audit_refuse()")


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    elif schema_editor.connection.vendor == "postgresql":
        for name in POSTGRESQL:
            schema_editor.execute(f"DROP TRIGGER {name} ON accounts_auditentry")
        schema_editor.execute("DROP FUNCTION accounts_audit_refuse()")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(keep, let_go)]
