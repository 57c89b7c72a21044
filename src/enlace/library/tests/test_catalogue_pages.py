"""The pages on which the secretariat catalogues: forms that lose nothing, and who is kept out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enlace.commitments.testing import make_commitment
from enlace.files.testing import PDF
from enlace.library.models import Collection, LanguageVersion, Publication
from enlace.library.testing import (
    make_collection,
    make_contributor,
    make_language_version,
    make_publication,
)
from enlace.meetings.testing import make_session
from enlace.network.testing import make_focal_point, make_secretary
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
FIELDS = {"title_es": "Memoria y prevención", "kind": "report", "audience": "public"}


def way(name, *parts):
    return reverse(f"library:{name}", args=[getattr(part, "pk", part) for part in parts])


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user


def _upload():
    return SimpleUploadedFile("informe.pdf", PDF)


def test_a_publication_is_added_with_its_file(client, secretary):
    shelf, theme, commitment, session = make_collection(), make_theme(), make_commitment(), make_session()
    addresses = f"https://enlace.example{commitment.get_absolute_url()}\n{session.get_absolute_url()}"
    sent = FIELDS | {
        "issued": "mayo de 2015",
        "collection": shelf.pk,
        "themes": [theme.pk],
        "doi": "https://doi.org/10.1000/182",
        "addresses": addresses,
        "language": "es",
        "file": _upload(),
        "contributor-0-family": "Ríos",
        "contributor-0-given": "Ana",
        "contributor-1-body": "Secretaría Técnica",
        "contributor-1-role": "editor",
    }
    answer = client.post(way("add_publication"), sent)
    found = Publication.objects.get()
    assert answer.url == way("publication_record", found)
    assert (found.issued, found.doi, found.collection) == ("2015-05", "10.1000/182", shelf)
    assert (list(found.commitments.all()), list(found.sessions.all())) == ([commitment], [session])
    assert [one.name for one in found.contributors.all()] == ["Ana Ríos", "Secretaría Técnica"]
    assert found.language_versions.get().language == "es"
    text = client.get(answer.url).text
    assert "informe.pdf" in text
    assert "Ana Ríos" in text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_es": ""}, "title"),
        ({"issued": "2015-13"}, "issued"),
        ({"isbn": "978-3-16-148410-1"}, "isbn"),
        ({"issn": "1234-5678"}, "issn"),
        ({"doi": "10"}, "doi"),
        ({"addresses": "https://example.org/nada"}, "addresses"),
        ({"file": "it", "language": ""}, "language"),
        ({"file": "exe", "language": "es"}, "file"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client, secretary, wrong, field):
    files = {"it": _upload(), "exe": SimpleUploadedFile("x.exe", b"MZ")}
    sent = FIELDS | {"contributor-0-body": "Oficina", "series": "Serie gris"} | wrong
    answer = client.post(way("add_publication"), {name: files.get(value, value) for name, value in sent.items()})
    assert list(answer.context["form"].errors) == [field]
    assert "Serie gris" in answer.text
    assert "Oficina" in answer.text
    assert not Publication.objects.exists()


def test_a_contributor_without_a_name_is_told_at_the_line(client, secretary):
    sent = FIELDS | {"contributor-0-body": "Oficina", "contributor-1-given": "Ana"}
    rows = client.post(way("add_publication"), sent).context["rows"]
    assert list(rows.forms[1].errors) == ["family"]


def test_lines_of_contributors_move_without_a_script_and_without_finding_fault(client, secretary):
    sent = {"title_es": "", "series": "Serie gris", "contributor-0-body": "Uno", "contributor-1-body": "Dos"}
    cases = {"up-1": ["Dos", "Uno"], "down-0": ["Dos", "Uno"], "remove-0": ["Dos"], "add": ["Uno", "Dos", None]}
    for command, bodies in (cases | {"up-9": ["Uno", "Dos"], "x": ["Uno", "Dos"]}).items():
        answer = client.post(way("add_publication"), sent | {"contributor": command})
        assert [form["body"].value() for form in answer.context["rows"].forms] == bodies
        assert 'class="wrong"' not in answer.text
        assert "Serie gris" in answer.text


def test_what_was_proposed_is_corrected_and_confirmed_in_one_step(client, secretary):
    draft = make_publication(confirmed=False)
    make_contributor(publication=draft, body="Oficina")
    sent = FIELDS | {"contributor-0-body": "Otra oficina"}
    client.post(way("change_publication", draft), sent)
    draft.refresh_from_db()
    assert (draft.confirmed_at, draft.contributors.get().body) == (None, "Otra oficina")
    client.post(way("change_publication", draft), sent | {"confirm": "yes"})
    draft.refresh_from_db()
    assert draft.confirmed_at is not None


def test_a_publication_is_published_withdrawn_and_a_draft_removed(client, secretary):
    draft = make_publication(published=False)
    answer = client.post(way("publish_publication", draft))
    assert len(answer.context["wrong"]) == 2
    draft.collection = make_collection()
    draft.save()
    make_language_version(publication=draft, content=PDF)
    client.post(way("publish_publication", draft))
    draft.refresh_from_db()
    assert draft.is_public
    client.post(way("withdraw_publication", draft))
    draft.refresh_from_db()
    assert not draft.is_published
    assert client.get(way("remove_publication", draft)).status_code == 403
    other = make_publication(published=False)
    client.post(way("remove_publication", other))
    assert list(Publication.objects.all()) == [draft]


def test_languages_are_added_renewed_corrected_and_removed(client, secretary):
    publication = make_publication(published=False)
    client.post(way("add_language_version", publication), {"language": "es", "file": _upload()})
    found = LanguageVersion.objects.get()
    answer = client.post(way("add_language_version", publication), {"language": "es"})
    assert list(answer.context["form"].errors) == ["language"]
    client.post(way("add_file_version", found), {"file": SimpleUploadedFile("nuevo.pdf", PDF + b" ")})
    client.post(way("change_language_version", found), {"language": "es", "code": "mam"})
    found.refresh_from_db()
    assert found.language == "mam"
    text = client.get(way("publication_record", publication)).text
    assert "nuevo.pdf" in text
    assert "informe.pdf" in text
    client.post(way("remove_language_version", found))
    assert not LanguageVersion.objects.exists()


def test_a_draft_is_joined_to_the_publication_that_is_most_alike(client, secretary):
    into = make_publication(title={"es": "Memoria y prevención"})
    make_publication(title={"es": "Otra cosa"})
    draft = make_publication(title={"es": "Prevención y memoria"}, published=False)
    make_language_version(publication=draft, language="en", content=PDF)
    page = client.get(way("join_publication", draft))
    assert page.context["offered"][0][0] == str(into.pk)
    assert [
        pk for pk, _name in client.get(way("join_publication", draft), {"words": "memoria"}).context["offered"]
    ] == [str(into.pk)]
    assert list(client.post(way("join_publication", draft)).context["form"].errors) == ["into"]
    assert client.post(way("join_publication", draft), {"into": into.pk}).url == way("publication_record", into)


def test_collections_are_added_changed_moved_and_removed(client, secretary):
    Collection.objects.all().delete()
    client.post(way("add_collection"), {"name_es": "Documentos"})
    found = Collection.objects.get()
    assert found.slug == "documentos"
    answer = client.post(way("change_collection", found.slug), {"name_es": "Documentos", "slug": "a b"})
    assert list(answer.context["form"].errors) == ["slug"]
    client.post(way("change_collection", found.slug), {"name_es": "Papeles", "slug": "papeles"})
    other = make_collection()
    client.post(way("move_collection", other.slug), {"earlier": "yes"})
    assert list(Collection.objects.all()) == [other, found]
    make_publication(collection=found)
    assert client.post(way("remove_collection", "papeles")).context["wrong"]
    client.post(way("remove_collection", other.slug))
    assert Collection.objects.get().slug == "papeles"
    assert client.get(way("collections")).status_code == 200


def test_the_workshop_of_the_library_is_the_secretariats(client):
    publication = make_publication()
    language_version = make_language_version(publication=publication)
    shelf = make_collection()
    client.force_login(make_focal_point())
    ways = [
        way("publications"),
        way("add_publication"),
        way("collections"),
        way("add_collection"),
        way("change_collection", shelf.slug),
        way("publication_record", publication),
        way("change_publication", publication),
        way("publish_publication", publication),
        way("join_publication", publication),
        way("change_language_version", language_version),
        way("add_file_version", language_version),
    ]
    assert {client.get(one).status_code for one in ways} == {403}
    draft = make_publication(published=False)
    assert client.get(way("change_publication", draft)).status_code == 404
