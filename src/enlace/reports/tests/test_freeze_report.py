"""An edition never changes, and is made again byte for byte."""

import json
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from enlace.commitments.models import Commitment
from enlace.commitments.testing import make_commitment
from enlace.core.texts import Texts
from enlace.files.actions import add_file, erase_file
from enlace.network.models import Membership
from enlace.network.testing import make_focal_point, make_secretary, make_state
from enlace.reports.editions.freezing_actions import freeze_report
from enlace.reports.editions.rebuilding import rebuilt
from enlace.reports.models import EditionText
from enlace.reports.testing import make_report, make_report_edition, make_report_section, make_section_photo
from enlace.reports.writing.actions import write_report_section
from enlace.website.testing import make_network_settings

pytestmark = pytest.mark.django_db


def read(version):
    with version.content.open("rb") as file:
        return file.read()


def test_an_edition_keeps_its_data_and_a_pdf_in_each_language():
    report = make_section_photo().section.report
    edition = freeze_report(report, by=make_secretary(), borrowing=True)
    assert (edition.number, edition.published_at) == (1, None)
    assert [one.language for one in edition.texts.all()] == ["es", "en", "pt"]
    for text in edition.texts.all():
        document = text.document()
        assert (document.language, document.mark) == (text.language, "")
        assert json.loads(text.data)["figures"] == document.figures
        with pikepdf.open(BytesIO(read(text.pdf))) as pdf:
            assert str(pdf.Root.Lang) == text.language
        assert rebuilt(text).same
        assert rebuilt(text).intact
        assert not rebuilt(text).changed
    (photos,) = {tuple(one.photos.values()) for one in edition.texts.all()}
    assert len(photos) == 1


def test_what_changes_afterwards_changes_no_edition(monkeypatch):
    make_state("UY")
    make_commitment(approach="local")
    report = make_report_section(report=make_report(subject=timezone.localdate().year)).report
    edition = freeze_report(report, by=None, languages=["es"], borrowing=True)
    text = edition.texts.get()
    before, data = read(text.pdf), text.data
    make_network_settings(name={"es": "Otro nombre"})
    Membership.objects.update(until="2020-01-01")
    Commitment.objects.update(title={"es": "Otro"}, audience="secretariat")
    write_report_section(report.sections.first(), by=None, texts=Texts({"es": "<p>Otra cosa.</p>"}))
    later = timezone.now() + timedelta(days=90)
    monkeypatch.setattr("enlace.core.clock.now", lambda: later)
    text = EditionText.objects.get(pk=text.pk)
    assert (text.data, read(text.pdf)) == (data, before)
    assert rebuilt(text).content == before
    assert rebuilt(text).same


def test_where_the_engine_is_another_it_is_said_which_part(monkeypatch):
    text = make_report_edition(published=False).texts.get()
    text.edition.engine = text.edition.engine | {"typst": "0.1", "fonts": "other"}
    assert rebuilt(text).changed == ("typst", "fonts")
    text.data = text.data.replace("2022", "2023", 1)
    assert not rebuilt(text).intact


def test_what_is_missing_in_a_language_is_said_before_anything_is_kept():
    report = make_report_section(texts=Texts({"es": "<p>Solo en español.</p>"})).report
    with pytest.raises(ValidationError) as refused:
        freeze_report(report, by=None, borrowing=True)
    assert "English" in str(refused.value)
    assert "Português" in str(refused.value)
    assert not report.editions.exists()
    assert freeze_report(report, by=None, languages=["es"], borrowing=True).number == 1


def test_texts_of_the_record_that_a_language_lacks_stand_in_another_only_where_somebody_says_so():
    make_commitment(approach="local", title=Texts({"es": "Solo en español"}))
    report = make_report(subject=timezone.localdate().year)
    with pytest.raises(ValidationError) as refused:
        freeze_report(report, by=None, languages=["en"])
    assert set(refused.value.message_dict) == {"borrowing"}
    assert freeze_report(report, by=None, languages=["en"], borrowing=True).texts.get().language == "en"


def test_a_correction_is_a_further_edition_that_says_what_it_corrects():
    report = make_report_edition().report
    with pytest.raises(ValidationError) as refused:
        freeze_report(report, by=None, languages=["es"], note=Texts({"en": "A date."}), borrowing=True)
    assert set(refused.value.message_dict) == {"note"}
    second = freeze_report(report, by=None, languages=["es"], note=Texts({"es": "Una fecha."}), borrowing=True)
    document = second.texts.get().document()
    assert (second.number, document.sections[0].name) == (2, "corrected")
    assert document.sections[0].blocks[0].runs[0].text == "Una fecha."


def test_nobody_adds_or_erases_a_file_of_an_edition_afterwards():
    edition = make_report_edition(published=False)
    file = edition.texts.get().pdf.file
    for by in (None, make_secretary()):
        with pytest.raises(PermissionDenied):
            erase_file(file, by=by)
        with pytest.raises(PermissionDenied):
            add_file(edition, None, by=by)
    with pytest.raises(PermissionDenied):
        freeze_report(edition.report, by=make_focal_point())
