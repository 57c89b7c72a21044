import json
from datetime import date

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from enlace.commitments.testing import make_review_round
from enlace.mechanisms.testing import make_entry, make_mechanism
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_membership, make_state
from enlace.reports.models import EditionText
from enlace.reports.testing import make_report, make_report_edition, make_report_section, make_section_photo
from enlace.reports.tests.test_make_documents import tags_of

pytestmark = pytest.mark.django_db


def made(tmp_path, form, **options):
    out = tmp_path / f"report.{form}"
    call_command("report", "annual", year=2022, out=out, format=form, **{"lang": "es"} | options)
    return out.read_bytes()


@pytest.fixture(autouse=True)
def _member():
    make_membership(state=make_state("UY", member=False), since="2012-03-29")


def test_a_report_is_drafted_in_each_form_and_language(tmp_path):
    assert made(tmp_path, "pdf").startswith(b"%PDF")
    assert b'<html lang="pt">' in made(tmp_path, "html", lang="pt")
    document = json.loads(made(tmp_path, "json", lang="en"))
    assert (document["kind"], document["language"], document["figures"]["states"]) == ("annual", "en", 1)
    assert document["title"] == "Annual report 2022"


def test_what_cannot_be_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="from 2012 to"):
        call_command("report", "annual", year=1999, out=tmp_path / "x.pdf")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("report", "annual", year=2022, out=tmp_path / "no" / "such.json", format="json")


@pytest.fixture
def records():
    """One of each kind that a report can be about."""
    make_meeting(audience="public", begins_on=date(2022, 10, 26), ends_on=date(2022, 10, 27))
    make_entry(mechanism=make_mechanism(state=make_state("UY")))
    moment = timezone.now()
    make_review_round(audience="public", opened_at=moment, closed_at=moment)


@pytest.mark.parametrize(
    ("kind", "options"),
    [("annual", {"year": 2022}), ("booklet", {}), ("meeting", {}), ("round", {}), ("dossier", {"state": "uy"})],
)
def test_each_kind_is_made_for_who_hears_it(tmp_path, records, kind, options):
    """Beside what the typesetter promises: the tree of tags, the language, the title and the words for drawings."""
    out = tmp_path / "report.pdf"
    call_command("report", kind, out=out, lang="pt", **options)
    with pikepdf.open(out) as pdf:
        tags, alternatives = tags_of(pdf)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        assert str(pdf.Root.Lang) == "pt"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert len(pdf.Root.Outlines.First)
    assert {"H1", "P", "TOC", "Link"} <= tags
    assert "Figure" not in tags or all(alternatives)


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("booklet", {}, "No edition"),
        ("meeting", {}, "No public meeting"),
        ("round", {}, "No review round"),
        ("dossier", {"state": "ZZ"}, "No member state"),
    ],
)
def test_of_what_there_is_none_is_said(tmp_path, kind, options, said):
    with pytest.raises(CommandError, match=said):
        call_command("report", kind, out=tmp_path / "x.pdf", **options)


def test_frozen_editions_are_set_again_and_compared(capsys):
    text = make_report_edition(published=False, report=make_report()).texts.get()
    call_command("report", "check")
    assert "the same bytes" in capsys.readouterr().out
    EditionText.objects.filter(pk=text.pk).update(data=text.data.replace("2022", "2023", 1))
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("report", "check")


def test_what_people_wrote_is_in_the_draft(tmp_path):
    assert "Palabras" not in str(json.loads(made(tmp_path, "json")))
    make_section_photo(section=make_report_section(name="closing"))
    document = json.loads(made(tmp_path, "json"))
    assert "Palabras" in str(document)
    assert document["mark"]
    assert b"data:image/jpeg" in made(tmp_path, "html")
