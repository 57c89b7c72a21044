from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.commitments.exchange.cells import percent_of, when_of
from enlace.commitments.exchange.likeness import Titled, alike
from enlace.commitments.exchange.mapping import BadMapping, guessed, mapping_from, mapping_problems
from enlace.commitments.exchange.reading import read_sheet
from enlace.commitments.models import Commitment, Progress, Target
from enlace.commitments.testing import make_commitment, make_progress
from enlace.commitments.tests.importing_tables import COLUMNS, HEADER, bring, line, plan, wrong
from enlace.core.texts import Texts
from enlace.network.exchange.table_cells import Misread
from enlace.network.testing import make_organisation, make_state
from enlace.themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    make_state()
    make_state("PY")
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("15 de marzo de 2016", date(2016, 3, 15), date(2016, 3, 15)),
        ("15/03/2016", date(2016, 3, 15), date(2016, 3, 15)),
        ("marzo de 2016", date(2016, 3, 1), date(2016, 3, 31)),
        ("Março 2016", date(2016, 3, 1), date(2016, 3, 31)),
        ("02/2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("", None, None),
    ],
)
def test_a_date_is_read_however_people_write_it(cell, first, last):
    assert (when_of(cell, "first"), when_of(cell, "last")) == (first, last)


@pytest.mark.parametrize(
    "cell", ["el martes", "31/02/2016", "2016-13", "marzo", "13/2016", "0016", "15 de marso de 2016"]
)
def test_what_is_no_date_is_told(cell):
    with pytest.raises(Misread) as told:
        when_of(cell, "first")
    assert cell in told.value.wrong
    assert "2016-03-15" in told.value.mend


def test_a_percentage_is_read_whole_and_never_guessed():
    assert [percent_of(cell) for cell in ("85", "85 %", "74.5", "74,4", "100", "0", "0,5 %")] == [
        *((85, False), (85, False), (75, True), (74, True), (100, False), (0, False), (1, True)),
    ]
    assert (percent_of("0.85", "one"), percent_of("1", "one"), percent_of("")) == ((85, False), (100, False), None)
    for cell in ("0.85", "101", "100.1", "-3", "casi todo", "1.000,5", "8 5"):
        with pytest.raises(Misread):
            percent_of(cell)


def test_each_thing_that_is_wrong_is_told_with_its_row_and_its_column():
    rows = [
        line("A1", percent="130"),
        line("A2", made="mañana"),
        line("A3", parties="Atlantis"),
        line("A4", title=""),
        line("A5", level="galáctico"),
        line("A6", made="2099-01-01"),
        line("A7", source=""),
        line("A8", level="binacional"),
        line("A9", due="2010"),
    ]
    found = {row: column for row, column, _sentence in wrong(*rows)}
    assert found == {
        **{
            2: "percent",
            3: "made",
            4: "parties",
            5: "title",
            6: "level",
            7: "made",
            8: "source",
            9: "level",
            10: "due",
        },
    }
    assert all(problem.wrong and "%(" not in problem.wrong + problem.mend for problem in plan(*rows).problems)
    assert Commitment.objects.count() == 0


def test_two_columns_for_one_field_a_column_that_is_not_there_and_none_for_the_commitment():
    sheet = read_sheet(f"{HEADER}\n{line()}".encode())
    twice = mapping_from({"columns": COLUMNS | {"source": "title"}})
    assert [problem.column for problem in mapping_problems(twice, sheet)] == ["title · source"]
    missing = mapping_from({"columns": {"título": "title", "source": "source"}})
    assert [problem.column for problem in mapping_problems(missing, sheet)] == ["título"]
    none = mapping_from({"columns": {"source": "source"}})
    assert len(mapping_problems(none, sheet)) == 1
    for bad in (
        [],
        {"columns": {"a": "tittle"}},
        {"columns": {"a": "title xx"}},
        {"constants": {"title": "x"}},
        {"map": {}},
    ):
        with pytest.raises(BadMapping):
            mapping_from(bad)


def test_what_is_wrong_with_the_whole_table_is_told_once():
    told = wrong(*[line(f"A{number}", made="") for number in range(9)], constants={"made_on": "mañana"})
    assert [(row, sentence) for row, _column, sentence in told if row is None] == [(None, "“mañana” is no date.")]


def test_heads_say_what_a_column_is_in_any_language():
    heads = ["numero", "titulo", "desc", "Estado", "area1", "area2", "porcentaje_completado", "Fuente (pt)", "imagen"]
    assert guessed(heads).columns == {
        **{"numero": "reference", "titulo": "title", "desc": "text", "Estado": "parties"},
        **{"area1": "themes", "area2": "themes", "porcentaje_completado": "percent", "Fuente (pt)": "source pt"},
    }


def test_a_row_becomes_a_commitment_on_paper_with_its_progress():
    make_organisation(name=Texts({"es": "Cruz Roja, filial norte"}))
    Theme.objects.filter(slug="jueces").delete()
    theme = Theme.objects.create(slug="jueces", label=Texts({"es": "Jueces"}))
    header, columns = f"{HEADER},temas,upr", COLUMNS | {"temas": "themes", "upr": "upr"}
    row = line(parties="Uruguai; Cruz Roja, filial norte", level="regional", due="2019")
    made = bring(f'{row},"Jueces, Lunas",128.45', header=header, columns=columns)
    commitment = Commitment.objects.get()
    event = commitment.events.get()
    assert (event.kind, event.happened_on, event.in_force_at is not None) == ("made", date(2016, 3, 15), True)
    assert {word.on_paper for word in event.confirmations.all()} == {True}
    assert event.confirmations.count() == commitment.parties.count() == 2
    assert (commitment.due_on, commitment.source, commitment.themes.get()) == (
        date(2019, 12, 31),
        {"es": "Acta 4"},
        theme,
    )
    assert (commitment.targets.get().framework, commitment.targets.get().state.code) == ("upr", "UY")
    assert any("“Lunas”" in note for note in made.notes)


def test_a_second_import_adds_only_what_is_new():
    target = Target.objects.get(framework="sdg", code="16.3")
    bring(line(percent="40"), line("A2", "Abrir archivos"))
    again = plan(line(percent="40"), line("A2", "Abrir archivos"))
    assert (again.counts["same"], again.done) == (2, 0)
    header, columns = f"{HEADER},title (pt),ods", COLUMNS | {"title (pt)": "title pt", "ods": "targets"}
    later = bring(f"{line(title='Otras palabras', percent='60')},Formar juízes,16.3", header=header, columns=columns)
    assert later.rows[0].stays == ["Commitment (es): Formar a jueces"]
    commitment = Commitment.objects.get(reference="A1")
    assert commitment.title == {"es": "Formar a jueces", "pt": "Formar juízes"}
    assert [one.percent for one in commitment.progress.order_by("pk")] == [40, 60]
    assert commitment.targets.get() == target


def test_the_same_row_twice_is_one_and_the_same_reference_for_two_is_wrong():
    assert plan(line(), line()).counts["doubled"] == 1
    assert [row for row, _column, _sentence in wrong(line(), line(title="Otra cosa"))] == [3]


def test_rows_that_resemble_another_wait_for_a_decision():
    make_commitment(title=Texts({"es": "Formar a los jueces y fiscales de todas las provincias"}))
    rows = [
        line("A1", "Formar a jueces y fiscales de todas las provincias"),
        line("A2", "Formar a los jueces y fiscales de todas las provincias", parties="PY"),
        line("A3", "formar a los jueces y fiscales, de TODAS las provincias", parties="PY"),
    ]
    made = plan(*rows)
    assert [(row.line.number, row.like.pk is not None, row.like.row) for row in made.resembling] == [
        *((2, True, None), (4, False, 3)),
    ]
    assert (made.counts["alike"], made.can_be_applied) == (2, False)
    decided = plan(*rows, rest="skip", choices={4: "add"})
    assert (decided.counts["added"], decided.counts["skipped"], decided.can_be_applied) == (2, 1, True)
    assert made.fingerprint != decided.fingerprint


def test_drafts_and_progress_that_was_not_cleared_are_let_be():
    draft = make_commitment(stands=False, reference="A1")
    make_progress(commitment=make_commitment(reference="A2"), cleared=False)
    made = bring(line("A1", percent="70"), line("A2", percent="70"))
    assert [row.outcome for row in made.rows] == ["same", "changed"]
    assert not draft.progress.exists()
    assert Progress.objects.cleared().get().percent == 70


def test_only_the_rows_that_count_are_read():
    header, columns = f"{HEADER},Response", COLUMNS
    made = plan(
        f"{line()},Accepted", f"{line('A2')},Noted", header=header, columns=columns, only={"Response": ["accepted"]}
    )
    assert (made.counts["added"], made.passed_over) == (1, 1)


def test_likeness_compares_what_comparing_each_with_each_would():
    titles = ["uno dos tres cuatro cinco", "uno dos tres cuatro", "dos tres cuatro cinco seis", "uno", "uno", "", "¡…!"]
    new = [Titled(number, "g", title) for number, title in enumerate(titles)]
    assert alike(new, []) == {1: 0, 4: 3}


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "Uruguay",
        "UY;PY",
        "2016",
        "marzo de 2016",
        "0.85",
        "1e9",
        "99999999999",
        "=1+1",
        "nacional",
        "sí",
        "\x00",
        "１２",
    ]
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=1, max_size=9), min_size=1, max_size=5), st.permutations(list(COLUMNS.values()))
)
def test_no_table_breaks_the_reading(rows, fields):
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    columns = dict(zip(COLUMNS, fields, strict=True))
    try:
        made = plan(*quoted, columns=columns, constants={"approach": "local"})
    except Exception as error:
        assert type(error).__name__ == "Unreadable"  # noqa: PT017
    else:
        assert made.problems or made.counts["added"]
