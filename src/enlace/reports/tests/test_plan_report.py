"""A draft is begun, planned and written."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.core.texts import Texts
from enlace.network.testing import make_focal_point, make_secretary
from enlace.reports.document.blocks import Heading, Paragraph, Photo, Points
from enlace.reports.kinds import KINDS
from enlace.reports.planning.actions import begin_report, remove_report
from enlace.reports.planning.drafting import draft_of
from enlace.reports.planning.gaps import gaps_of
from enlace.reports.planning.privacy import erase_from_remarks, remarks_of
from enlace.reports.planning.section_actions import (
    add_report_section,
    leave_out_report_section,
    move_report_section,
    put_back_report_section,
    remove_report_section,
)
from enlace.reports.testing import make_remark, make_report, make_report_section
from enlace.reports.writing.actions import WrittenMeanwhile, WrittenPhoto, write_report_section
from enlace.reports.writing.rich_text import blocks_of
from enlace.website.testing import make_site_image, make_text_page

pytestmark = pytest.mark.django_db


def names(report):
    return list(report.sections.filter(left_out=False).values_list("name", flat=True))


def said_in(document, name):
    section = next(one for one in document.sections if one.name == name)
    return " ".join(run.text for block in section.blocks if isinstance(block, Paragraph) for run in block.runs)


def test_a_report_has_the_sections_of_its_kind_and_there_is_one_of_a_subject():
    report = make_report()
    assert names(report) == [part.name for part in KINDS["annual"].parts]
    with pytest.raises(ValidationError, match="Ya hay"):
        begin_report("annual", 2022, by=None)
    with pytest.raises(PermissionDenied):
        begin_report("annual", 2021, by=make_focal_point())
    remove_report(report, by=make_secretary())
    assert AuditEntry.objects.filter(action="remove_report").exists()


def test_sections_change_places_are_left_out_and_put_back():
    report = make_report()
    first, second = names(report)[:2]
    move_report_section(report.sections.get(name=second), "up", by=None)
    move_report_section(report.sections.get(name=second), "up", by=None)
    assert names(report)[:2] == [second, first]
    leave_out_report_section(report.sections.get(name=second), by=None)
    assert second not in names(report)
    put_back_report_section(report.sections.get(name=second), by=None)
    assert names(report)[:2] == [second, first]


def test_a_section_of_its_own_has_a_title_and_may_be_removed():
    report = make_report()
    with pytest.raises(ValidationError):
        add_report_section(report, Texts(), by=None)
    added = add_report_section(report, Texts({"es": "Agradecimientos"}), by=None)
    write_report_section(added, by=None, texts=Texts({"es": "<p>Gracias.</p>"}))
    document = draft_of(report).document
    assert (document.sections[-1].title, said_in(document, added.name)) == ("Agradecimientos", "Gracias.")
    with pytest.raises(PermissionDenied):
        remove_report_section(report.sections.first(), by=None)
    remove_report_section(added, by=None)
    assert added.name not in names(report)


def test_what_people_wrote_stands_before_what_is_drawn_in_each_language():
    section = make_report_section(name="composition")
    for language, words in (("es", "Palabras propias."), ("en", "Own words."), ("pt", "Palavras.")):
        with override(language):
            drafted = draft_of(section.report).document
        assert said_in(drafted, "composition").replace("  ", " ").startswith(words.split()[0])
        assert "2022" in said_in(drafted, "composition")
        assert drafted.mark


def test_who_saves_over_a_newer_text_is_told_and_nothing_is_lost():
    section = make_report_section()
    with pytest.raises(WrittenMeanwhile):
        write_report_section(section, by=None, texts=Texts({"es": "<p>Otro.</p>"}), revision=section.revision - 1)
    section.refresh_from_db()
    assert "propias" in section.texts["es"]


def test_a_photo_needs_a_credit_and_words():
    section = make_report_section()
    bare, credited = make_site_image(size=(60, 40)), make_site_image(size=(60, 40), credit="Cancillería")
    words = Texts({"es": "Una sala"})
    for photo, said in (
        (WrittenPhoto(bare, words, Texts()), "credit"),
        (WrittenPhoto(credited, Texts(), Texts()), "shows"),
    ):
        with pytest.raises(ValidationError, match=said), override("en"):
            write_report_section(section, by=None, texts=section.texts, photos=[photo])
    write_report_section(section, by=None, texts=section.texts, photos=[WrittenPhoto(credited, words, Texts())])
    drafted = draft_of(section.report)
    (photo,) = [block for block in drafted.document.blocks() if isinstance(block, Photo)]
    assert (photo.alternative, photo.credit, photo.width) == ("Una sala", "Cancillería", 60)
    assert drafted.pictures[photo.name].startswith(b"\xff\xd8")
    assert {(gap.language, gap.missing) for gap in gaps_of(section.report)} == {("en", "photo"), ("pt", "photo")}


def test_a_text_that_a_language_lacks_is_listed():
    section = make_report_section(texts=Texts({"es": "<p>Solo en español.</p>", "pt": "<p> </p>"}))
    assert [(gap.section, gap.language, gap.missing) for gap in gaps_of(section.report)] == [
        (section, "en", "text"),
        (section, "pt", "text"),
    ]


def test_rich_text_becomes_blocks_and_nothing_hostile_stays():
    page = make_text_page()
    written = (
        f'<h3>Título</h3><p data-block-key="a">Uno <b>dos</b> <i>tres</i> <a linktype="page" id="{page.pk}">sitio</a>'
        '<br/>cuatro</p><ul><li>a</li><li>b <a href="javascript:alert(1)">c</a></li></ul><script>alert(1)</script>'
        '<a href="mailto:x@example.org">correo</a><p><a href="https://example.org/">web</a></p>'
    )
    heading, first, second, points, *rest = blocks_of(written, site="https://red.example")
    assert (heading.words.text, isinstance(heading, Heading)) == ("Título", True)
    assert [(run.text, run.strong, run.emphasis) for run in first.runs[:4]] == [
        ("Uno ", False, False),
        ("dos", True, False),
        (" ", False, False),
        ("tres", False, True),
    ]
    assert first.runs[-1].link == f"https://red.example{page.url}"
    assert second.runs[0].text == "cuatro"
    assert isinstance(points, Points)
    assert [len(item) for item in points.items] == [1, 2]
    assert not any(run.link for item in points.items for run in item)
    assert rest[-1].runs[0].link == "https://example.org/"
    assert not any("alert" in run.text for one in rest for run in one.runs)


def test_a_person_is_told_of_their_remarks_and_their_name_goes_from_them():
    player = make_focal_point()
    person = player.person
    remark = make_remark(by=player, text=f"Dice {person.name}: falta el registro.")
    assert [held.value for held in remarks_of(person)] == [remark.text]
    erase_from_remarks(person)
    remark.refresh_from_db()
    assert person.name not in remark.text
    assert "falta el registro" in remark.text
