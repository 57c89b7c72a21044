import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.files.models import Version
from enlace.files.testing import make_file
from enlace.library.cataloguing.actions import (
    add_publication,
    change_publication,
    confirm_publication,
    remove_publication,
)
from enlace.library.cataloguing.publishing_actions import publish_publication, withdraw_publication
from enlace.library.models import Publication, Reading
from enlace.library.testing import make_collection, make_language_version, make_publication, make_reading
from enlace.network.testing import make_focal_point, make_organisation, make_state
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 uno"
TITLE = {"es": "Memoria y prevención"}


def _refused(call, *args, **kwargs):
    with pytest.raises(ValidationError) as caught:
        call(*args, **kwargs)
    return caught.value.message_dict


def test_a_publication_is_a_confirmed_draft_with_its_makers_in_order():
    organisation, theme, state = make_organisation(), make_theme(), make_state()
    makers = [
        {"family": "Ríos", "given": "Ana"},
        {"body": "Secretaría Técnica", "role": "editor", "organisation": organisation},
    ]
    added = add_publication(
        by=None,
        title=TITLE,
        issued="2015-05",
        themes=[theme],
        states=[state],
        contributors=makers,
        isbn="9783161484100",
    )
    assert [str(one) for one in added.contributors.all()] == ["Ana Ríos", "Secretaría Técnica"]
    assert (added.is_published, added.confirmed_at is not None) == (False, True)
    assert (list(added.themes.all()), list(added.states.all())) == ([theme], [state])
    entry = AuditEntry.objects.get(action="add_publication")
    assert entry.after["contributors"] == 2
    assert "Ríos" not in str(entry.after)


def test_only_the_secretariat_catalogues():
    with pytest.raises(PermissionDenied):
        add_publication(by=make_focal_point(), title=TITLE)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", {}),
        ("title", {"es": "   "}),
        ("title", {"es": "x" * 401}),
        ("issued", "2015-13"),
        ("isbn", "978-3-16-148410-1"),
        ("issn", "1234-5678"),
        ("doi", "doi.org/abc"),
        ("audience", "invited"),
        ("licence", "mine"),
        ("kind", "song"),
        ("series", "x" * 251),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(field, value):
    assert list(_refused(add_publication, by=None, **{"title": TITLE, field: value})) == [field]
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    "maker",
    [{}, {"given": "Ana"}, {"family": "Ríos", "body": "Oficina"}, {"body": "x" * 251}, {"body": "a", "role": "king"}],
)
def test_a_contributor_is_a_person_or_a_body_with_a_name(maker):
    found = _refused(add_publication, by=None, title=TITLE, contributors=[{"body": "Oficina"}, maker])
    assert list(found) == ["contributors"]
    assert "2" in found["contributors"][0]


def test_what_does_not_differ_is_no_change():
    publication = make_publication()
    moment = publication.changed_at
    change_publication(publication, by=None, title=publication.title, themes=[], contributors=[])
    publication.refresh_from_db()
    assert publication.changed_at == moment
    assert not AuditEntry.objects.filter(action="change_publication").exists()


def test_a_change_is_recorded_with_what_was_before():
    publication, shelf = make_publication(), make_collection()
    changed = change_publication(publication, by=None, collection=shelf, contributors=[{"body": "Oficina"}])
    entry = AuditEntry.objects.get(action="change_publication")
    assert (entry.before, entry.after) == ({"contributors": 0}, {"collection": shelf.pk, "contributors": 1})
    assert changed.changed_at > publication.changed_at


def test_what_was_proposed_is_corrected_and_confirmed_once():
    draft = add_publication(by=None, title={"es": "informe_final_v2"}, confirmed=False)
    confirmed = confirm_publication(draft, by=None, title=TITLE)
    assert (dict(confirmed.title), confirmed.confirmed_at is not None) == (TITLE, True)
    with pytest.raises(PermissionDenied):
        confirm_publication(confirmed, by=None)


def test_publishing_says_all_that_is_missing():
    draft = add_publication(by=None, title=TITLE, confirmed=False)
    with pytest.raises(ValidationError) as caught:
        publish_publication(draft, by=None)
    assert len(caught.value.messages) == 3


def test_a_publication_is_published_withdrawn_and_published_again():
    shelf = make_collection()
    draft = add_publication(by=None, title=TITLE, collection=shelf)
    make_language_version(publication=draft, content=PDF)
    published = publish_publication(draft, by=None)
    first = published.first_public_at
    assert published.is_public
    assert first is not None
    withdrawn = withdraw_publication(published, by=None)
    assert not withdrawn.is_published
    again = publish_publication(withdrawn, by=None)
    assert again.is_public
    assert again.first_public_at == first
    assert list(_refused(change_publication, again, by=None, collection=None)) == ["collection"]


def test_what_becomes_public_later_has_been_public_since_then():
    publication = make_publication(audience="members", collection=make_collection())
    assert change_publication(publication, by=None, audience="public").first_public_at is not None


def test_removing_a_draft_leaves_no_content_and_no_text():
    draft = make_publication(published=False)
    version = make_file(make_language_version(publication=draft)).versions.get()
    make_reading(version=version)
    remove_publication(draft, by=None)
    assert not Publication.objects.exists()
    assert not Reading.objects.exists()
    assert not Version.objects.kept().exists()
    with pytest.raises(PermissionDenied):
        remove_publication(make_publication(), by=None)
