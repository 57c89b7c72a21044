import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from enlace.files.models import File
from enlace.files.queries import files_of
from enlace.files.testing import PDF
from enlace.library.cataloguing.language_actions import (
    add_file_version,
    add_language_version,
    change_language,
    join_publications,
    remove_language_version,
)
from enlace.library.models import LanguageVersion, Publication
from enlace.library.testing import make_ingested_file, make_language_version, make_publication
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db


def _upload(words=b""):
    return SimpleUploadedFile("informe.pdf", PDF + words)


def _refused(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught:
        call(*args, **kwargs)
    return list(caught.value.message_dict)


def test_each_language_has_one_file_with_its_versions():
    publication, secretary = make_publication(), make_secretary()
    added = add_language_version(publication, by=secretary, language="spa", upload=_upload())
    second = add_file_version(added, _upload(b" "), by=secretary)
    assert (added.language, second.number) == ("es", 2)
    assert files_of(added).count() == 1
    publication.refresh_from_db()
    assert publication.changed_at >= second.at


@pytest.mark.parametrize(("given", "code"), [("es-UY", "es"), ("por", "pt"), ("QUC", "quc"), ("mam", "mam")])
def test_a_language_is_kept_by_its_shortest_code(given, code):
    assert add_language_version(make_publication(), by=None, language=given).language == code


@pytest.mark.parametrize("given", ["", "español", "zz", "1", "x" * 40, "../x"])
def test_what_is_no_language_is_refused(given):
    assert _refused(add_language_version, make_publication(), by=None, language=given) == ["language"]


def test_a_language_is_there_once_and_a_refused_file_leaves_nothing():
    found = make_language_version()
    assert _refused(add_language_version, found.publication, by=None, language="es") == ["language"]
    bad = SimpleUploadedFile("../../informe.exe", b"MZ")
    assert _refused(add_language_version, found.publication, by=None, language="en", upload=bad) == ["file"]
    assert (LanguageVersion.objects.count(), File.objects.count()) == (1, 0)


def test_a_wrong_language_is_corrected_unless_the_other_is_there():
    found = make_language_version(language="en")
    make_language_version(publication=found.publication, language="es")
    assert change_language(found, "pt", by=None).language == "pt"
    assert _refused(change_language, found, "es", by=None) == ["language"]


def test_the_last_language_of_what_is_published_stays():
    found = make_language_version(content=PDF)
    with pytest.raises(PermissionDenied):
        remove_language_version(found, by=None)
    other = make_language_version(publication=found.publication, language="en", content=PDF)
    remove_language_version(found, by=None)
    assert list(found.publication.language_versions.all()) == [other]


def test_a_draft_becomes_a_further_language_of_another_publication():
    into = make_publication(title={"es": "Informe"})
    make_language_version(publication=into, content=PDF)
    draft = make_publication(title={"en": "Report", "es": "Otro"}, published=False)
    moved = make_language_version(publication=draft, language="en", content=PDF)
    came = make_ingested_file(publication=draft)
    join_publications(draft, into=into, by=None)
    into.refresh_from_db()
    came.refresh_from_db()
    assert dict(into.title) == {"es": "Informe", "en": "Report"}
    assert {one.language for one in into.language_versions.all()} == {"es", "en"}
    assert (came.publication, files_of(moved).count()) == (into, 1)
    assert Publication.objects.count() == 1


def test_a_draft_becomes_a_new_version_where_that_is_asked_for():
    there = make_language_version(content=PDF)
    draft = make_publication(published=False)
    make_language_version(publication=draft, content=PDF + b"2")
    assert _refused(join_publications, draft, into=there.publication, by=None) == ["into"]
    join_publications(draft, into=there.publication, by=None, as_new_version=True)
    assert [one.number for one in files_of(there).get().versions.all()] == [2, 1]
    assert (File.objects.count(), LanguageVersion.objects.count()) == (1, 1)


def test_what_cannot_be_joined_is_said_at_the_field():
    draft = make_publication(published=False, audience="secretariat")
    assert _refused(join_publications, draft, into=draft, by=None) == ["into"]
    assert _refused(join_publications, draft, into=make_publication(), by=None) == ["into"]
    make_language_version(publication=draft, language="en", content=PDF)
    assert _refused(join_publications, draft, into=make_publication(), by=None) == ["into"]
    with pytest.raises(PermissionDenied):
        join_publications(make_publication(), into=draft, by=None)
