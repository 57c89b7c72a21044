import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from enlace.accounts.models import AuditEntry
from enlace.core.texts import Texts
from enlace.network.directory_import import plan_upload
from enlace.network.exchange.tables import printable
from enlace.network.export_actions import EXPORTS, export_directory
from enlace.network.models import Role
from enlace.network.testing import (
    make_cast,
    make_mandate,
    make_membership,
    make_nomination,
    make_organisation,
    make_person,
    make_state,
)

pytestmark = pytest.mark.django_db
SINCE = date(2020, 2, 29)


@pytest.fixture
def directory():
    state = make_state("UY")
    ministry = make_organisation(
        name=Texts({"es": "Cancillería", "pt": "Chancelaria"}), sector="institution", state=state
    )
    ana = make_person(name="=cmd|'/C calc'!A0", email="Ana@example.org", phone="+598 2 123", language="pt")
    make_mandate(
        state=state,
        person=ana,
        organisation=ministry,
        office=Texts({"es": "Directora", "en": "Director"}),
        since=SINCE,
        until=date(2027, 1, 1),
        nomination=make_nomination(state=state),
    )
    make_mandate("observer", person=make_person(illustrative=True), since=SINCE)
    make_mandate("secretary", person=make_person(name="", email="", erased_at="2026-01-01T00:00Z"), since=SINCE)
    make_membership(state=make_state("BR", member=False), since=SINCE, launched=True, source="Acta; -2, párrafo 3")
    return ana


def exported(table="directory", form="xlsx", language="es"):
    with override(language):
        return export_directory(table, form, by=None)


def test_the_workbook_holds_both_tables_with_a_header_that_stays_in_sight(directory):
    book = load_workbook(io.BytesIO(exported(language="en")))
    mandates, memberships = book.worksheets
    header = [cell.value for cell in mandates[1]]
    assert header[:6] == [
        "role",
        "state",
        "organisation",
        "organisation (en)",
        "organisation (pt)",
        "kind of organisation",
    ]
    assert mandates.freeze_panes == memberships.freeze_panes == "A2"
    assert all(cell.font.bold for cell in mandates[1])
    ours = next(row for row in mandates.iter_rows(min_row=2, values_only=True) if "Ana@example.org" in row)
    assert {"focal point", "Uruguay", "Cancillería", "Chancelaria", "Director", "Nota 12/26"} <= set(ours)
    assert SINCE in {value.date() for value in ours if hasattr(value, "date")}


def test_a_formula_is_a_text_in_the_workbook_and_has_an_apostrophe_in_csv(directory):
    page = load_workbook(io.BytesIO(exported())).worksheets[0]
    cell = next(cell for row in page for cell in row if str(cell.value).startswith("=cmd"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    text = exported("mandates", "csv").decode("utf-8-sig")
    assert "'=cmd|'/C calc'!A0" in text
    assert "'+598 2 123" in text


def test_csv_begins_with_the_mark_by_which_excel_knows_accents(directory):
    assert exported("mandates", "csv").startswith(b"\xef\xbb\xbf")
    assert "Cancillería".encode() in exported("mandates", "csv")


def test_what_is_illustrative_says_so_and_otherwise_there_is_no_such_column():
    make_mandate(person=make_person(), since=SINCE)
    assert b"illustrative" not in exported("mandates", "csv", "en")
    make_mandate("validator", illustrative=True, since=SINCE)
    assert exported("mandates", "csv", "en").decode().splitlines()[0].endswith("illustrative")
    assert [line[-3:] for line in exported("mandates", "csv", "en").decode().splitlines()[1:]] == [",no", "yes"]


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize(("table", "form"), EXPORTS)
def test_an_export_imported_again_changes_nothing(directory, table, form, language):
    plan = plan_upload(exported(table, form, language))
    assert not plan.problems
    assert not plan.steps
    assert plan.counts["unchanged"] > 0


TEXT = st.text(alphabet=st.sampled_from(" '=+-@\t\r\n;,\"|＝áñçaBß1_x0\u2028\u00a0\x07\x1f。😀"), max_size=8).filter(
    lambda text: "#" not in text
)
NAMES = st.dictionaries(st.sampled_from(["es", "en", "pt"]), TEXT.filter(printable), max_size=3)
OF_STATE = st.sampled_from([Role.ALTERNATE, Role.VALIDATOR])
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": TEXT,
            "email": st.booleans(),
            "phone": TEXT,
            "role": OF_STATE | st.sampled_from([Role.OBSERVER, Role.SECRETARY]),
            "state": st.sampled_from(["UY", "PY"]),
            "organisation": NAMES,
            "office": NAMES,
            "since": st.dates(date(2020, 1, 1), date(2020, 1, 3)),
            "days": st.none() | st.integers(0, 2),
        }
    ),
    min_size=1,
    max_size=6,
)


def make_directory(people):
    make_state("UY")
    made = {}
    for number, one in enumerate(people):
        email = f"p{number}@example.org" if one["email"] else ""
        person = make_person(name=one["name"], email=email, phone=one["phone"])
        state = make_state(one["state"]) if one["role"] in (Role.ALTERNATE, Role.VALIDATOR) else None
        sector = "institution" if state else "academia" if one["role"] == Role.OBSERVER else "secretariat"
        names = one["organisation"] or ({"es": "Foro"} if sector == "academia" else None)
        key = (str(names), sector, one["state"] if state else "")
        if names and key not in made:
            made[key] = make_organisation(name=Texts(names), sector=sector, state=state)
        until = None if one["days"] is None else one["since"] + timedelta(days=one["days"])
        make_mandate(
            one["role"],
            state=state,
            person=person,
            organisation=made.get(key) if names else None,
            office=Texts(one["office"]),
            since=one["since"],
            until=until,
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(PEOPLE, st.sampled_from(list(EXPORTS)), st.sampled_from(["es", "en", "pt"]))
def test_whatever_stands_in_the_directory_an_export_imported_again_changes_nothing(people, file, language):
    with transaction.atomic():
        make_directory(people)
        plan = plan_upload(exported(*file, language))
        transaction.set_rollback(True)
    assert not plan.problems
    assert not plan.steps


def test_only_the_secretariat_exports_and_the_log_says_so():
    cast = make_cast()
    for name in ("focal_point", "validator", "observer", "editor", "host", "stranger"):
        with pytest.raises(PermissionDenied):
            export_directory("mandates", "csv", by=getattr(cast, name))
    export_directory("mandates", "csv", by=cast.secretary)
    line = AuditEntry.objects.get(action="export_directory")
    assert (line.by, line.subject_kind) == (cast.secretary, "network.mandate")
    assert line.after == {"table": "mandates", "format": "csv", "rows": 8}


def test_an_export_asks_as_often_for_many_as_for_few(django_assert_max_num_queries):
    for number in range(40):
        make_mandate("alternate", person=make_person(name=f"P {number}"))
    with django_assert_max_num_queries(6):
        exported()
