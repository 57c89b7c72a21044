"""The booklet on national mechanisms as a closed edition drafts it."""

from collections import Counter
from datetime import UTC, datetime

import pypdfium2
import pytest
from django.utils import timezone
from django.utils.translation import override

from enlace.core.texts import Texts
from enlace.mechanisms.models import Edition, Entry, Mechanism, PracticeNote
from enlace.mechanisms.register.facts import FACTS
from enlace.mechanisms.testing import (
    make_edition,
    make_entry,
    make_mechanism,
    make_note_question,
    make_open_edition,
    make_practice_note,
)
from enlace.network.testing import make_state
from enlace.reports.booklet.report import BOOKLET
from enlace.reports.document.blocks import Bars, Heading, KeyFigures, Note, Paragraph, Points, StateMap, Table
from enlace.reports.document.outline import compose
from enlace.reports.document.page import standing_page
from enlace.reports.document.printed import printed

pytestmark = pytest.mark.django_db
LANGUAGES = ["es", "en", "pt"]
CLOSED = [datetime(year, 12, 1, 12, tzinfo=UTC) for year in (2019, 2021, 2023, 2025)]


def make_editions():
    """Three closed and one after them. In the third: Uruguay changed since the second, Paraguay the same since the
    first, France new and outside the network, and an entry that nobody outside its state reads. Chile has left."""
    editions = [make_edition(title=Texts({"es": f"Edición {at.year}"}), closed_at=at) for at in CLOSED]
    uruguay = make_mechanism(launched_on="2016-08-24", budget=780000, budget_currency="UYU", budget_year=2021)
    paraguay = make_mechanism(state=make_state("PY"), status="emerging", launched_on="2015", sources="Registro público")
    chile = make_mechanism(state=make_state("CL", member=False), name=Texts({"es": "Comisión que se fue"}))
    for mechanism in (uruguay, paraguay):
        make_entry(edition=editions[0], mechanism=mechanism)
    for mechanism in (uruguay, chile):
        make_entry(edition=editions[1], mechanism=mechanism)
    change(uruguay, budget=950000, host=Texts({"es": "La presidencia"}), contact=Texts({"es": "Oficina reservada"}))
    silent = {"answered": False, "verified": {"name": "2019-11-20"}}
    for mechanism, how in ((uruguay, {"verified": {"host": "2023-11-03"}}), (paraguay, silent)):
        make_entry(edition=editions[2], mechanism=mechanism, **how)
    make_entry(edition=editions[2], mechanism=make_mechanism(country="FR", status="", name=Texts({"es": "Mesa única"})))
    hidden = make_mechanism(state=make_state("BR"), name=Texts({"es": "Mesa en preparación"}))
    make_entry(edition=editions[2], mechanism=hidden, public=False)
    change(uruguay, host=Texts({"es": "Un ministerio de mañana"}))
    make_entry(edition=editions[3], mechanism=uruguay)
    return editions


def change(mechanism, **columns):
    for name, value in columns.items():
        setattr(mechanism, name, value)
    mechanism.save()


def make_notes():
    note = make_practice_note(audience="public", function="training")
    make_note_question(note=note, text="Solo entre dos Estados", reply="Nadie más lo lee")
    for hidden in ({"audience": "members"}, {"audience": "public", "cleared": False}):
        make_practice_note(title=Texts({"es": "Lección reservada"}), **hidden)
    make_practice_note(audience="public", title=Texts({"es": "Lección retirada"}), withdrawn_at=timezone.now())


def counted_anew(edition):
    """The numbers of the booklet, counted entry by entry."""
    found = Counter()
    earlier_ones = [one for one in Edition.objects.all() if one.closed_at and one.closed_at < edition.closed_at]
    earlier_ones.sort(key=lambda one: one.closed_at)
    countries = set()
    for entry in Entry.objects.filter(edition=edition, public=True):
        facts = {name: value for name, value in entry.facts.items() if name in FACTS}
        country = entry.facts["then"]["country"]
        countries.add(country)
        launched = facts.get("launch", {}).get("launched_on", "")
        found["mechanisms"] += 1
        found[f"state.{country}"] += 1
        found["answered"] += entry.answered
        found[f"status.{facts['status']['status'] if 'status' in facts else 'unknown'}"] += 1
        found[f"launched.{int(launched[:4]) // 5 * 5 if launched else 'unknown'}"] += 1
        for name in ("risk_assessment", "training", "groups_at_risk", "partnerships"):
            found[f"function.{name}"] += name in facts
        key = f"mechanism.{entry.mechanism_id}"
        found[f"{key}.known"] = len(facts)
        before = [
            one
            for past in earlier_ones
            for one in Entry.objects.filter(edition=past, public=True, mechanism=entry.mechanism_id)
        ]
        found["mechanisms.featured_before" if before else "mechanisms.new"] += 1
        if before:
            differ = [name for name in FACTS if before[-1].facts.get(name) != entry.facts.get(name)]
            found[f"{key}.changes"] = len(differ)
            found["mechanisms.changed"] += bool(differ)
    found["states"] = len(countries)
    here = {one.mechanism_id for one in Entry.objects.filter(edition=edition)}
    last = Entry.objects.filter(edition=earlier_ones[-1]) if earlier_ones else []
    found["mechanisms.left"] = len({one.mechanism_id for one in last} - here)
    for note in PracticeNote.objects.filter(audience="public"):
        if note.cleared_at and not note.withdrawn_at:
            found["practice_notes"] += 1
            found[f"practice_notes.{note.function}"] += 1
    return found


def words_of(block):
    if isinstance(block, Paragraph):
        return ["".join(run.text for run in block.runs)]
    if isinstance(block, Points):
        return ["".join(run.text for run in item) for item in block.items]
    if isinstance(block, Table):
        return [block.caption, *(cell.words.text for row in block.rows for cell in row)]
    if isinstance(block, StateMap):
        return [block.alternative, *block.explained]
    if isinstance(block, Bars):
        return [block.alternative]
    return [block.words.text] if isinstance(block, Heading | Note) else []


def shown_text(document, section=""):
    sections = [one for one in document.sections if not section or one.name == section]
    return "\n".join(words for one in sections for block in one.blocks for words in words_of(block))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_what_the_entries_count(language):
    edition = make_editions()[2]
    make_notes()
    with override(language):
        document = compose(BOOKLET, edition)
    anew = counted_anew(edition)
    assert {name: value for name, value in document.figures.items() if value} == {
        name: value for name, value in anew.items() if value
    }
    assert [anew[name] for name in ("mechanisms", "mechanisms.new", "mechanisms.changed", "mechanisms.left")] == [
        *(3, 1, 1, 1)
    ]
    assert [section.name for section in document.sections] == [
        one.name for one in BOOKLET.parts if one.name not in ("introduction", "closing")
    ]


def test_tables_and_bars_say_what_the_figures_say():
    document = compose(BOOKLET, make_editions()[2])
    key = next(block for block in document.blocks() if isinstance(block, KeyFigures))
    assert all(document.figures[one.key] == one.value for one in key.items)
    bars = [block for block in document.blocks() if isinstance(block, Bars)]
    assert [[(bar.value, bar.whole) for bar in one.bars] for one in bars] == [
        [(1, 3), (1, 3), (1, 3)],
        [(2, 3), (1, 3)],
        [(3, 3), (3, 3), (0, 3), (0, 3)],
    ]
    functions = next(block for block in document.blocks() if isinstance(block, Table) and block.total)
    assert [cell.words.text for cell in functions.rows[-1][1:]] == ["3", "3", "0", "0"]
    (tiles,) = [block.tiles for block in document.blocks() if isinstance(block, StateMap)]
    assert {one.code for one in tiles if one.filled} == {"PY", "UY"}


def test_every_figure_leads_to_a_source_and_its_records_are_kept():
    edition = make_editions()[2]
    make_notes()
    document = compose(BOOKLET, edition)
    numbers = {one.number for one in document.sources}
    assert numbers == set(range(1, len(numbers) + 1))
    cited = {getattr(block, "source", 0) for block in document.blocks()}
    cited |= {one.source for block in document.blocks() if isinstance(block, KeyFigures) for one in block.items}
    cited |= {run.source for block in document.blocks() if isinstance(block, Paragraph) for run in block.runs}
    cited |= {
        run.source for block in document.blocks() if isinstance(block, Points) for one in block.items for run in one
    }
    assert cited - {0} == numbers
    assert {one.data for one in document.sources} == {"mechanisms", "changes", "practice_notes"}
    whole = next(one for one in document.sources if one.address.endswith(edition.get_absolute_url()))
    assert whole.records == len(document.data["mechanisms"]) == 3
    assert [(row["fact"], row["before"], row["after"]) for row in document.data["changes"]] == [
        ("host", "", "La presidencia"),
        ("budget", "780.000\u00a0UYU (2021)", "950.000\u00a0UYU (2021)"),
    ]


def test_it_says_what_the_edition_says_and_what_changed_since_each_stood_in_one_before():
    edition = make_editions()[2]
    Mechanism.objects.update(name=Texts({"es": "Otro nombre"}), country="AR", published_at=None)
    document = compose(BOOKLET, edition)
    updates = shown_text(document, "updates")
    for said in ("La presidencia", "Edición 2021", "Edición 2019", "20 de noviembre de 2019", "Comisión que se fue"):
        assert said in updates
    assert "780.000" in updates
    assert "Mesa única" in shown_text(document, "new")
    assert "Registro público" in shown_text(document, "verified")
    for later in ("Un ministerio de mañana", "Otro nombre", "Argentina", "Edición 2025"):
        assert later not in shown_text(document)


def test_what_is_not_for_everybody_is_not_in_it():
    edition = make_editions()[2]
    make_notes()
    document = compose(BOOKLET, edition)
    everything = str(document.as_data())
    assert "Lo que se aprendió." in everything
    for hidden in ("Mesa en preparación", "Oficina reservada", "Lección", "Solo entre dos", "Nadie más"):
        assert hidden not in everything
    with pytest.raises(ValueError, match="not closed"):
        compose(BOOKLET, make_open_edition())


def test_a_contact_that_is_public_no_more_is_told_without_it():
    first, second = (make_edition(closed_at=at) for at in CLOSED[:2])
    mechanism = make_mechanism(contact=Texts({"es": "Oficina de entonces"}), contact_public=True)
    make_entry(edition=first, mechanism=mechanism)
    assert "Oficina de entonces" in shown_text(compose(BOOKLET, first))
    change(mechanism, contact_public=False)
    make_entry(edition=second, mechanism=mechanism)
    assert "Oficina de entonces" not in str(compose(BOOKLET, second).as_data())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sparse_edition_reads_well(language):
    make_state("UY")
    empty, bare = (make_edition(closed_at=at) for at in CLOSED[:2])
    only = make_mechanism(status="", risk_assessment=Texts(), training=Texts())
    make_entry(edition=bare, mechanism=only, answered=False)
    with override(language):
        documents = [compose(BOOKLET, empty), compose(BOOKLET, bare)]
    assert [[one.name for one in document.sections] for document in documents] == [
        ["figures"],
        ["figures", "map", "new", "comparison", "verified"],
    ]
    for document in documents:
        text = shown_text(document)
        assert " 0 " not in text
        assert "None" not in text


def test_an_edition_takes_as_many_queries_with_many_mechanisms_as_with_few(django_assert_max_num_queries):
    editions = make_editions()
    make_notes()
    with django_assert_max_num_queries(13) as few:
        compose(BOOKLET, editions[2])
    for number in range(20):
        mechanism = make_mechanism(country="FR", name=Texts({"es": f"Mesa {number}"}))
        for edition in editions:
            make_entry(edition=edition, mechanism=mechanism)
        make_practice_note(audience="public")
    with django_assert_max_num_queries(len(few.captured_queries)):
        compose(BOOKLET, editions[2])


def test_hostile_facts_are_text_on_paper_and_on_a_page():
    hostile = '#include "/etc/passwd" <script>alert(1)</script> $x^2$ https://example.org/"><b>'
    columns = ("host", "institutions", "training", "activities", "instrument", "budget_note")
    mechanism = make_mechanism(sources=f"{hostile}\n{hostile}", **{name: Texts({"es": hostile}) for name in columns})
    edition = make_edition(illustrative=True)
    make_entry(edition=edition, mechanism=mechanism)
    document = compose(BOOKLET, edition)
    pages = pypdfium2.PdfDocument(printed(document, at=datetime(2026, 3, 1, tzinfo=UTC)))
    assert '#include "/etc/passwd"' in "".join(page.get_textpage().get_text_range() for page in pages)
    assert "<script>" not in standing_page(document)
    assert document.mark
