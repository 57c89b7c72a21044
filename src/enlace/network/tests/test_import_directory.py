import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.network import import_actions
from enlace.network.directory_import import plan_of
from enlace.network.import_actions import (
    DirectoryChanged,
    discard_table,
    forget_pending_tables,
    import_directory,
    keep_table,
)
from enlace.network.models import Mandate, Membership, Organisation, PendingTable, Person, State
from enlace.network.testing import (
    make_cast,
    make_focal_point,
    make_mandate,
    make_person,
    make_secretary,
    make_state,
)
from enlace.network.tests.test_plan_import import HEADER, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    return make_secretary()


def keep(secretary, *lines, header=HEADER):
    return keep_table("mandatos.csv", "\n".join([header, *lines]).encode(), by=secretary)


def apply(secretary, *lines, header=HEADER):
    pending = keep(secretary, *lines, header=header)
    return import_directory(pending, by=secretary, shown=plan_of(pending).fingerprint)


def test_people_mandates_and_institutions_are_recorded_as_shown(secretary):
    make_state("UY")
    cells = {"email": "ana@example.org", "office": "Directora", "phone": "+598 2", "organisation": "Cancillería"}
    apply(secretary, line(**cells, language="pt", until="2026-12-31"))
    mandate = Mandate.objects.get(person__email="ana@example.org")
    assert (mandate.person.name, mandate.person.phone, mandate.person.language) == ("Ana Pérez", "+598 2", "pt")
    assert (mandate.role, mandate.state.code, mandate.office) == ("focal_point", "UY", {"es": "Directora"})
    assert (mandate.since, mandate.until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (mandate.organisation.sector, mandate.organisation.state.code) == ("institution", "UY")


def test_memberships_states_and_observers_are_recorded(secretary):
    rows = ["Chile,state,2012-03-29,yes,Declaración", "Foro,academia,2020-01-01,,"]
    apply(secretary, *rows, header="member,kind,since,launched,source")
    membership = Membership.objects.get(state__code="CL")
    assert (membership.launched, membership.source) == (True, "Declaración")
    assert Membership.objects.get(organisation__sector="academia").organisation.name == {"es": "Foro"}


def test_an_old_mandate_ends_before_the_next_begins_whatever_their_order(secretary):
    ana = make_person(name="Ana", email="ana@example.org")
    old = make_mandate(state=make_state("UY"), person=ana, since=date(2020, 1, 1))
    rows = [
        line(name="Bea", since="2026-04-01"),
        line(name="Ana", email=ana.email, since="2020-01-01", until="2026-03-31"),
    ]
    apply(secretary, *rows)
    old.refresh_from_db()
    assert old.until == date(2026, 3, 31)
    assert Mandate.objects.get(person__name="Bea").since == date(2026, 4, 1)


def test_the_log_tells_the_counts_and_no_names(secretary):
    make_state("UY")
    apply(secretary, line(email="ana@example.org", organisation="Cancillería"))
    summary = AuditEntry.objects.get(action="import_directory")
    assert summary.by == secretary
    assert summary.after["rows"] == {"added": 1, "changed": 0, "unchanged": 0}
    assert (summary.after["added_person"], summary.after["added_mandate"]) == (1, 1)
    log = json.dumps([[entry.before, entry.after] for entry in AuditEntry.objects.all()])
    assert "Ana" not in log
    assert "ana@" not in log
    assert {"keep_table", "record_person", "record_mandate"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_the_table_is_gone_once_it_was_applied(secretary, django_capture_on_commit_callbacks):
    make_state("UY")
    pending = keep(secretary, line())
    storage, name = pending.content.storage, pending.content.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        import_directory(pending, by=secretary, shown=plan_of(pending).fingerprint)
    assert not PendingTable.objects.exists()
    assert not storage.exists(name)


def test_nothing_is_written_where_a_row_is_wrong(secretary):
    make_state("UY")
    before = Person.objects.count()
    pending = keep(secretary, line(), line("validator", state="Atlantis"))
    with pytest.raises(DirectoryChanged):
        import_directory(pending, by=secretary, shown=plan_of(pending).fingerprint)
    assert (Person.objects.count(), State.objects.filter(code="UY").count()) == (before, 1)
    assert not Mandate.objects.filter(person__name="Ana Pérez").exists()


def test_nothing_is_half_written_where_the_last_row_is_refused_at_the_end(secretary, monkeypatch):
    """A check that the plan does not know, here that no office is longer than three letters, still undoes all."""
    make_state("UY")
    record_mandate = import_actions.record_mandate

    def stricter(mandate, *, by):
        if any(len(text) > 3 for text in mandate.office.values()):
            raise ValidationError({"office": "Too long."})
        return record_mandate(mandate, by=by)

    monkeypatch.setattr(import_actions, "record_mandate", stricter)
    counts = Person.objects.count(), Organisation.objects.count(), Mandate.objects.count()
    pending = keep(secretary, line(organisation="Nueva"), line("validator", office="Jefa de todo", name="Bea"))
    with pytest.raises(ValidationError, match="3") as refused:
        import_directory(pending, by=secretary, shown=plan_of(pending).fingerprint)
    assert "Too long." in refused.value.messages[0]
    assert (Person.objects.count(), Organisation.objects.count(), Mandate.objects.count()) == counts
    assert PendingTable.objects.filter(pk=pending.pk).exists()


def test_what_was_shown_and_not_something_else_is_applied(secretary):
    ana = make_person(name="Ana", email="ana@example.org")
    mandate = make_mandate(state=make_state("UY"), person=ana, since=date(2026, 1, 1))
    pending = keep(secretary, line(name="Ana", email=ana.email, until="2026-12-31"))
    shown = plan_of(pending).fingerprint
    Mandate.objects.filter(pk=mandate.pk).update(until=date(2026, 5, 1))
    with pytest.raises(DirectoryChanged):
        import_directory(pending, by=secretary, shown=shown)
    import_directory(pending, by=secretary, shown=plan_of(pending).fingerprint)
    mandate.refresh_from_db()
    assert mandate.until == date(2026, 12, 31)


def test_only_the_secretariat_imports_and_only_what_one_uploaded_oneself():
    cast = make_cast()
    for name in ("focal_point", "validator", "observer", "editor", "stranger"):
        with pytest.raises(PermissionDenied):
            keep(getattr(cast, name), line())
    pending = keep(cast.secretary, line("validator"))
    for user in (make_secretary("second@example.org"), cast.focal_point):
        with pytest.raises(PermissionDenied):
            import_directory(pending, by=user, shown=plan_of(pending).fingerprint)
        with pytest.raises(PermissionDenied):
            discard_table(pending, by=user)
        assert not PendingTable.objects.visible_to(user).exists()
    assert PendingTable.objects.visible_to(cast.secretary).get() == pending


def test_one_upload_replaces_the_one_before_and_can_be_discarded(secretary, django_capture_on_commit_callbacks):
    first = keep(secretary, line())
    name = first.content.name
    with django_capture_on_commit_callbacks(execute=True):
        second = keep(secretary, line("validator"))
    assert PendingTable.objects.get() == second
    assert not second.content.storage.exists(name)
    discard_table(second, by=secretary)
    assert not PendingTable.objects.exists()


def test_a_table_that_nobody_came_back_to_is_forgotten_after_a_day(secretary):
    pending = keep(secretary, line())
    assert forget_pending_tables(now()) == 0
    PendingTable.objects.filter(pk=pending.pk).update(at=now() - timedelta(hours=25))
    assert forget_pending_tables(now()) == 1
    assert forget_pending_tables(now()) == 0


def test_a_table_whose_file_is_gone_says_so(secretary):
    pending = keep(secretary, line())
    pending.content.storage.delete(pending.content.name)
    assert len(plan_of(pending).problems) == 1


def test_a_focal_point_keeps_their_account_through_an_import(secretary):
    user = make_focal_point(since=date(2026, 1, 1))
    apply(secretary, line(name="Nuevo Nombre", email=user.email))
    assert Person.objects.get(user=user).name == "Nuevo Nombre"


@pytest.mark.slow
def test_two_thousand_rows_are_imported_at_once(secretary):
    make_state("UY")
    rows = [
        line("alternate", name=f"Ana {number}", email=f"ana{number}@example.org", organisation=f"Oficina {number % 50}")
        for number in range(2000)
    ]
    apply(secretary, *rows)
    assert Mandate.objects.filter(role="alternate").count() == 2000
