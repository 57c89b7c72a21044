"""A folder of files becomes drafts that nobody has confirmed: each file once, with its reason where it does not."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from enlace.files.models import File, Version, private_storage
from enlace.library.cataloguing.actions import remove_publication
from enlace.library.intake.actions import ingest_file
from enlace.library.intake.folders import files_in, ingest_files
from enlace.library.models import IngestedFile, LanguageVersion, PageText, Publication, Reading
from enlace.library.testing import make_collection
from enlace.library.tests.pdf_making import SPANISH, made_pdf

pytestmark = pytest.mark.django_db
GENOCIDE = "La prevención del genocidio.\nEl genocidio se previene.\nPrevención del genocidio en la región."


@pytest.fixture
def folder(tmp_path):
    """Of an archivist: good ones in two languages, a copy, and what is not to be taken."""
    place = tmp_path / "archive"
    (place / "2015" / "deep").mkdir(parents=True)
    good = made_pdf(f"# Informe anual de la Red\n12 de mayo de 2015\n{GENOCIDE}", SPANISH, author="Ana Díaz Soto")
    (place / "informe_es.pdf").write_bytes(good)
    (place / "2015" / "copia.pdf").write_bytes(good)
    (place / "2015" / "deep" / "note.txt").write_text("no PDF")
    (place / "broken.pdf").write_bytes(good[:200])
    (place / "scan.pdf").write_bytes(made_pdf(""))
    (place / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    (tmp_path / "outside.pdf").write_bytes(made_pdf("what is outside stays outside"))
    (place / "..\\..\\x\n\u202e.exe.pdf").write_bytes(b"Received: by mail\r\n\r\n" + made_pdf("a name that deceives"))
    Path(os.fsdecode(os.fsencode(place) + b"/\xff\xfe.pdf")).write_bytes(made_pdf("a name without letters"))
    (place / ("n" * 250)).write_bytes(made_pdf("a long name without ending"))
    return place


def rows(folder, *arguments):
    out = StringIO()
    call_command("ingest", str(folder), "--json", *arguments, stdout=out)
    return {row["file"]: row for row in json.loads(out.getvalue())}


def test_every_file_of_a_folder_has_a_row(folder):
    collection = make_collection(slug="informes")
    found = rows(folder, "--collection", "informes")
    assert len(found) == 9
    assert {name: row["status"] for name, row in found.items()} == {
        "2015/copia.pdf": "ingested",
        "2015/deep/note.txt": "refused",
        "informe_es.pdf": "duplicate",
        "broken.pdf": "refused",
        "scan.pdf": "ingested",
        "link.pdf": "refused",
        "..\\..\\x\n\u202e.exe.pdf": "ingested",
        os.fsdecode(b"\xff\xfe.pdf"): "ingested",
        "n" * 250: "ingested",
    }
    assert found["2015/copia.pdf"] == {
        "file": "2015/copia.pdf",
        "status": "ingested",
        "reason": "",
        "pages": 2,
        "language": "es",
        "title": "Informe anual de la Red",
    }
    assert found["scan.pdf"]["reason"] == "no text: scan"
    assert "no PDF" in found["2015/deep/note.txt"]["reason"]
    assert "out of the folder" in found["link.pdf"]["reason"]
    assert all(row["reason"] for row in found.values() if row["status"] == "refused")
    assert {one.collection for one in Publication.objects.all()} == {collection}


def test_what_became_of_a_file_is_a_draft_with_its_text(folder):
    outcome = ingest_file(folder / "informe_es.pdf", by=None, name="informe_es.pdf")
    assert outcome.status == "ingested"
    publication = Publication.objects.get()
    assert (publication.confirmed_at, publication.published_at, publication.issued) == (None, None, "2015-05-12")
    assert publication.title == {"es": "Informe anual de la Red"}
    assert "genocide" in set(publication.themes.values_list("slug", flat=True))
    assert [(one.given, one.family) for one in publication.contributors.all()] == [("Ana", "Díaz Soto")]
    version = Version.objects.get(file__in=File.objects.all())
    assert version.file.owner == LanguageVersion.objects.get(publication=publication, language="es")
    reading = Reading.objects.get(version=version)
    assert (reading.pages, reading.page_texts.count(), reading.language) == (2, 2, "es")
    assert private_storage().exists(reading.cover.name)
    came = IngestedFile.objects.get()
    assert (came.status, came.publication) == ("ingested", publication)
    assert came.proposals["issued"] == {"value": "2015-05-12", "source": "page_1"}
    assert came.proposals["title"]["source"] == "first_page"


def test_an_interrupted_folder_is_taken_up_again(folder):
    files = files_in(folder)
    going = ingest_files(files, folder, by=None, collection=None)
    for _turn in range(4):
        next(going)
    going.close()
    before = Publication.objects.count()
    assert before == 2
    again = rows(folder)
    assert Publication.objects.count() == 5
    assert sum(row["status"] == "duplicate" for row in again.values()) == before + 1
    last, counts = rows(folder), [model.objects.count() for model in (Publication, IngestedFile, PageText, File)]
    assert {row["status"] for row in last.values()} == {"duplicate", "refused"}
    assert counts == [model.objects.count() for model in (Publication, IngestedFile, PageText, File)]
    assert last["2015/copia.pdf"]["title"] == "Informe anual de la Red"


def test_what_was_removed_can_be_brought_again(folder):
    ingest_file(folder / "informe_es.pdf", by=None)
    remove_publication(Publication.objects.get(), by=None)
    assert ingest_file(folder / "informe_es.pdf", by=None).status == "ingested"


def test_the_table_and_the_sentence_on_an_unknown_collection(folder):
    make_collection(slug="informes")
    with pytest.raises(CommandError, match=r"The collections are: .*, informes\."):
        call_command("ingest", str(folder), "--collection", "nothing")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("ingest", str(folder / "nowhere"))
    out = StringIO()
    call_command("ingest", str(folder / "2015"), stdout=out)
    assert "2 files: 1 ingested, 0 duplicate, 1 refused." in out.getvalue()
    assert Publication.objects.get().collection is None
