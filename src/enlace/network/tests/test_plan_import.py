from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from enlace.core.texts import Texts
from enlace.network.directory_import import plan_upload
from enlace.network.exchange.plan import SHOWN_PROBLEMS
from enlace.network.testing import (
    make_mandate,
    make_membership,
    make_nomination,
    make_organisation,
    make_person,
    make_state,
)

HEADER = "role,state,organisation,sector,name,office,email,phone,language,since,until,reference"
pytestmark = pytest.mark.django_db


def mandates(*lines, header=HEADER):
    return plan_upload("\n".join([header, *lines]).encode())


def line(role="focal point", state="UY", **cells):
    cells = {"role": role, "state": state, "name": "Ana Pérez", "since": "2026-01-01"} | cells
    return ",".join(f'"{cells.get(column, "")}"' for column in HEADER.split(","))


def told(plan):
    return [(problem.row, problem.column) for problem in plan.problems]


@pytest.fixture
def uruguay():
    return make_state("UY")


@pytest.fixture
def focal_point(uruguay):
    person = make_person(name="Ana Pérez", email="Ana@example.org")
    return make_mandate(state=uruguay, person=person, since=date(2026, 1, 1), office=Texts({"es": "Directora"}))


def test_a_new_person_with_a_mandate_and_an_institution_is_added(uruguay):
    plan = mandates(line(organisation="Cancillería", email="ana@example.org", office="Directora", language="portugués"))
    assert not plan.problems
    assert plan.counts == {"added": 1, "changed": 0, "unchanged": 0}
    assert [(touch.kind, touch.added) for touch in plan.rows[0].touches] == [
        *[("organisation", True), ("mandate", True), ("person", True)],
    ]
    person = next(step for step in plan.steps if step.kind == "person")
    assert (person.values["language"], person.values["email"]) == ("pt", "ana@example.org")


def test_the_same_row_again_is_unchanged(focal_point):
    plan = mandates(line(email="ana@EXAMPLE.org", office="Directora"))
    assert plan.counts == {"added": 0, "changed": 0, "unchanged": 1}
    assert not plan.steps
    assert not plan.can_be_applied


def test_an_empty_cell_changes_nothing_but_an_empty_last_day(focal_point):
    focal_point.until = date(2026, 12, 31)
    focal_point.save()
    plan = mandates(line(email="ana@example.org", name=""))
    assert [(step.values, step.before["until"]) for step in plan.steps] == [({"until": None}, date(2026, 12, 31))]
    assert not mandates("focal point,UY,Ana Pérez,2026-01-01", header="role,state,name,since").steps


def test_a_different_last_day_office_name_and_contact_are_changes(focal_point):
    plan = mandates(
        line(email="ana@example.org", name="Ana P. Pérez", office="Ministra", until="2026-06-30", phone="+598 2")
    )
    assert plan.counts["changed"] == 1
    changes = {one.label: (one.old, one.new) for touch in plan.rows[0].touches for one in touch.differences}
    assert ("Ana Pérez", "Ana P. Pérez") in changes.values()
    assert ("Directora", "Ministra") in changes.values()
    assert ("", "+598 2") in changes.values()


def test_a_person_without_an_address_is_known_by_their_exact_name(uruguay):
    mandate = make_mandate(state=uruguay, person=make_person(name="Ana Pérez", email=""), since=date(2026, 1, 1))
    assert not mandates(line()).steps
    plan = mandates(line(email="ana@example.org"))
    assert [(step.ref, step.values) for step in plan.steps] == [
        (f"person:{mandate.person_id}", {"email": "ana@example.org"})
    ]
    assert mandates(line("validator", name="ana pérez")).steps[0].adds


def test_two_people_of_one_name_are_told_apart_by_their_mandates_or_not_at_all(uruguay):
    first, second = make_person(name="Ana Pérez", email=""), make_person(name="Ana Pérez", email="")
    make_mandate("alternate", state=uruguay, person=first, since=date(2026, 1, 1))
    make_mandate("validator", state=uruguay, person=second, since=date(2026, 1, 1))
    assert not mandates(line("alternate"), line("validator")).steps
    assert told(mandates(line("focal point"))) == [(2, "name")]


def test_rows_about_one_person_must_agree(uruguay):
    plan = mandates(
        line("alternate", email="ana@example.org"),
        line("validator", email="ana@example.org", name="Otra"),
        line("validator", email="ANA@example.org", since="2024-01-01", until="2024-12-31"),
    )
    assert told(plan) == [(3, "name")]


def test_the_names_of_columns_are_known_in_three_languages(uruguay):
    assert mandates("Punto Focal,Uruguay,Ana,31/03/2026", header="Rol,ESTADO,Nombre,Desde").can_be_applied
    assert mandates("ponto focal,Uruguai,Ana,2026-03-31", header="papel,país,nome,desde").can_be_applied
    assert mandates("focal point,URY,Ana,2026-03-31", header="role,country, N a m e ,from").can_be_applied


def test_names_of_offices_and_organisations_come_in_further_languages(focal_point):
    focal_point.organisation = make_organisation(
        name=Texts({"es": "Cancillería"}), sector="institution", state=focal_point.state
    )
    focal_point.save()
    header = "role,state,name,email,since,office (pt),organisation,organisation (en)"
    plan = mandates("focal point,UY,Ana Pérez,ana@example.org,2026-01-01,Diretora,Cancilleria,Ministry", header=header)
    assert [dict(step.values) for step in plan.steps] == [{"en": "Ministry"}, {"office pt": "Diretora"}]


@pytest.mark.parametrize(("cells", "column"), [
    *[({"state": "Atlantis"}, "state"), ({"state": "PY"}, "state"), ({"state": ""}, "state")],
    *[({"role": "king"}, "role"), ({"role": ""}, "role"), ({"since": "ayer"}, "since"), ({"since": ""}, "since")],
    *[({"since": "03/31/2026"}, "since"), ({"until": "2025-12-31"}, "until"), ({"until": "31/02/2026"}, "until")],
    *[({"email": "ana"}, "email"), ({"email": "a@b.org; c@d.org"}, "email"), ({"language": "fr"}, "language")],
    *[({"name": ""}, "name"), ({"name": "a" * 201}, "name"), ({"reference": "Nota 7"}, "reference")],
    *[({"role": "observer", "state": ""}, "organisation"), ({"role": "observer", "organisation": "ONG"}, "state")],
    *[({"role": "observer", "state": "", "organisation": "Nueva"}, "sector"), ({"sector": "club"}, "sector")],
    *[({"role": "observer", "state": "", "organisation": "Nueva", "sector": "institución"}, "sector")],
    *[({"organisation": "Nueva", "sector": "academia"}, "sector"), ({"phone": "1" * 61}, "phone")],
    *[({"role": "secretary", "state": "", "organisation": "ONG"}, "organisation")],
    *[({"role": "observer", "state": "", "organisation": "ONG", "sector": "academia"}, "sector")],
])  # fmt: skip
def test_a_bad_cell_is_told_at_its_row_and_column(uruguay, cells, column):
    make_organisation(name=Texts({"es": "ONG"}))
    plan = mandates(line("validator", email="otra@example.org", name="Otra"), line(**cells))
    assert told(plan) == [(3, column)]
    assert all(problem.wrong and problem.mend for problem in plan.problems)
    assert not plan.can_be_applied


def test_all_problems_of_all_rows_are_collected(uruguay):
    plan = mandates(line(state="Atlantis", since="ayer", email="x"), line(), line("king"))
    assert told(plan) == [(2, "state"), (2, "since"), (2, "email"), (4, "role")]


def test_the_same_mandate_twice_and_two_focal_points_at_once_are_told(uruguay):
    plan = mandates(line(), line(), line(name="Bea", since="2026-02-01"), line("alternate", name="Bea"))
    assert told(plan) == [(3, ""), (4, "since")]


def test_a_mandate_that_overlaps_a_recorded_one_is_told(focal_point):
    assert told(mandates(line(email="ana@example.org", since="2026-02-01"))) == [(2, "since")]
    assert told(mandates(line(name="Bea", since="2025-01-01"))) == [(2, "since")]
    assert not told(mandates(line(name="Bea", since="2025-01-01", until="2025-12-31")))


def test_an_end_and_the_successor_in_any_order_fit_together(focal_point):
    ends = line(email="ana@example.org", until="2026-03-31")
    begins = line(name="Bea", since="2026-04-01")
    for plan in (mandates(ends, begins), mandates(begins, ends)):
        assert not plan.problems
        assert [step.turn.name for step in plan.steps] == ["PERSON", "ENDING", "REST"]


def test_an_end_that_moves_into_the_next_mandate_is_told_where_it_moves(focal_point):
    focal_point.until = date(2026, 3, 31)
    focal_point.save()
    make_mandate(state=focal_point.state, since=date(2026, 4, 1))
    assert told(mandates(line(email="ana@example.org", until="2026-04-01"))) == [(2, "since")]


def test_a_letter_is_found_by_its_reference(focal_point):
    letter = make_nomination(state=focal_point.state, reference="Nota 12/26")
    plan = mandates(line(email="ana@example.org", reference="nota 12/26"))
    assert [dict(step.values) for step in plan.steps] == [{"nomination": letter.pk}]


def test_the_mandates_of_an_erased_person_are_recognised_and_stay(focal_point):
    focal_point.person.name = focal_point.person.email = ""
    focal_point.person.erased_at = "2026-02-01T00:00Z"
    focal_point.person.save()
    assert not mandates(line(name="")).steps
    assert told(mandates(line(name="", until="2026-05-01"))) == [(2, "")]
    assert told(mandates(line(name=""), line(name=""))) == [(3, "name")]


def test_memberships_add_states_and_observers(uruguay):
    plan = mandates(
        *[
            "Chile,Estado,29/03/2012,,sí,Declaración",
            "UY,estado,2012-03-29,,no,",
            "Nueva ONG,sociedad civil,2020-01-01,,,",
        ],
        header="miembro,tipo,desde,hasta,lanzó la Red,fuente",
    )
    assert not plan.problems
    assert plan.counts == {"added": 2, "changed": 0, "unchanged": 1}
    assert [step.kind for step in plan.steps] == ["state", "organisation", "membership", "membership"]


def test_a_change_of_a_membership_and_its_problems(uruguay):
    plan = mandates("UY,2012-03-29,2024-12-31", "UY,2025-02-01,", header="member,since,until")
    assert not plan.problems
    assert (plan.counts["changed"], plan.counts["added"]) == (1, 1)
    lines = [
        "UY,state,2020-01-01",
        "Narnia,state,2020-01-01",
        "Nueva,,2020-01-01",
        ",state,2020-01-01",
        "UY,state,2012-03-29",
    ]
    plan = mandates(*lines, "Uruguay,,2012-03-29", header="member,kind,since")
    assert told(plan) == [(2, "since"), (3, "member"), (4, "kind"), (5, "member"), (7, "")]


def test_two_organisations_of_one_name_are_not_confused(uruguay):
    for _time in range(2):
        make_organisation(name=Texts({"es": "Foro"}), member=False)
    assert told(mandates("Foro,sociedad civil,2020-01-01", header="member,kind,since")) == [(2, "member")]


def test_columns_missing_double_and_unknown_are_named_with_what_is_expected(uruguay):
    with override("en"):
        plan = mandates("a,b,c,d,e", header="role,state,state,shoe size,name")
    assert told(plan) == [(1, "state"), (1, "shoe size"), (1, "since")]
    assert "reference of the letter" in plan.problems[1].mend
    assert told(mandates("x", header="foo,bar")) == [(1, "")]
    assert told(mandates("x", header="office (fr),role,name,since")) == [(1, "office (fr)")]


def test_a_header_without_rows_is_told(uruguay):
    assert told(mandates()) == [(1, "")]


def test_many_problems_are_counted_beyond_those_shown(uruguay):
    plan = mandates(*[line(state="Atlantis", name=f"Ana {n}") for n in range(SHOWN_PROBLEMS + 20)])
    assert (len(plan.shown_problems), plan.more_problems) == (SHOWN_PROBLEMS, 20)


def test_a_date_that_could_be_read_otherwise_is_said_aloud(uruguay):
    with override("en"):
        plan = mandates(line(since="03/04/2026"))
    assert any("03/04/2026" in note and "April" in note for note in plan.notes)
    assert not mandates(line(since="2026-04-03")).notes


def test_a_plan_looks_into_the_directory_as_often_for_many_rows_as_for_few(uruguay):
    make_membership()
    for number in range(30):
        make_person(name=f"P {number}", email=f"p{number}@example.org")

    def queries(count):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            plan = mandates(
                *[
                    line("alternate", name=f"P {n}", email=f"p{n}@example.org", organisation=f"O {n}")
                    for n in range(count)
                ]
            )
        assert plan.can_be_applied
        return len(asked)

    assert queries(10) == queries(500) == 6


def test_another_plan_has_another_fingerprint(focal_point):
    first = mandates(line(email="ana@example.org", until="2026-05-01"))
    assert mandates(line(email="ana@example.org", until="2026-05-01")).fingerprint == first.fingerprint
    focal_point.until = date(2026, 12, 31)
    focal_point.save()
    assert mandates(line(email="ana@example.org", until="2026-05-01")).fingerprint != first.fingerprint
