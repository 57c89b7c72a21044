"""The demonstration's library, and what is written for it."""

import json

import pypdfium2
import pytest
from django.contrib.auth.models import AnonymousUser

from enlace.commitments.demonstration.lives import LEVELS
from enlace.commitments.demonstration.world import read
from enlace.core.models import Mail
from enlace.files.models import Version
from enlace.library.demonstration.documents import FOLDER
from enlace.library.demonstration.loading import make_demonstration_library, plans
from enlace.library.models import Collection, Contributor, LanguageVersion, Publication, PublicationKind
from enlace.library.testing import make_collection
from enlace.meetings.demonstration.loading import make_demonstration_meetings
from enlace.network.demonstration.loading import make_demonstration_network
from enlace.themes.models import Theme

PLANS = plans()
LOUD = ["!", "¡", "ratif", "complian", "cumplimiento", "cumprimento", "violaci", "violaç", "tratado", "treaty"]


def test_nothing_is_exclaimed_and_every_language_of_a_file_has_its_title():
    for plan in PLANS:
        words = json.dumps(plan, ensure_ascii=False).lower()
        assert not [word for word in LOUD if word in words], plan["key"]
        assert set(plan["texts"]) <= set(plan["title"]), plan["key"]
        assert plan["kind"] in PublicationKind.values
    assert len(PLANS) == 14
    for texts in json.loads((FOLDER / "words.json").read_text("utf-8")).values():
        assert set(texts) == {"es", "en", "pt"}


def test_what_publications_are_linked_to_is_there(db):
    known = {plan["key"] for level in LEVELS for plan in read(level)}
    assert {key for plan in PLANS for key in plan.get("commitments", ())} <= known
    slugs = {slug for plan in PLANS for slug in plan["themes"]}
    assert slugs == set(Theme.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def test_firearms_in_spanish_lead_to_a_paper_that_is_in_english_alone():
    paper = next(plan for plan in PLANS if set(plan["texts"]) == {"en"})
    assert "firearms" in json.dumps(paper).lower()
    assert "armas" not in json.dumps(paper).lower()
    assert "firearms-control" in paper["themes"]


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demonstration_has_a_library_and_nobody_is_told():
    """All in one, since what it stands on takes seconds to make."""
    make_demonstration_network()
    make_demonstration_meetings()
    for plan in PLANS:
        if not Collection.objects.filter(slug=plan["collection"]).exists():
            make_collection(slug=plan["collection"])
    empty = make_collection()
    make_demonstration_library()
    counts = [model.objects.count() for model in (Publication, LanguageVersion, Contributor, Version)]
    make_demonstration_library()
    assert counts == [model.objects.count() for model in (Publication, LanguageVersion, Contributor, Version)]
    assert not Mail.objects.exists()
    assert not empty.publications.exists()
    _shown_as_planned()
    _files_are_marked()


def _shown_as_planned():
    assert Publication.objects.count() == len(PLANS)
    assert not Publication.objects.filter(illustrative=False).exists()
    unconfirmed = Publication.objects.unconfirmed().get()
    assert not unconfirmed.is_published
    hidden = Publication.objects.exclude(pk__in=Publication.objects.visible_to(AnonymousUser()))
    assert {one.audience for one in hidden.exclude(pk=unconfirmed.pk)} == {"members"}
    study = Publication.objects.get(from_contribution__isnull=False)
    assert study.sessions.get().kind == "case_study"
    assert study.language_versions.count() == 3
    assert not Contributor.objects.exclude(family="", given="").exists()


def _files_are_marked():
    versions = Version.objects.filter(file__owner_kind__model="languageversion")
    assert {one.number for one in versions} == {1, 2}
    for version in versions[:4]:
        document = pypdfium2.PdfDocument(version.content.read())
        assert 3 <= len(document) <= 12
        assert all(
            "ilustrativ" in page.get_textpage().get_text_range().lower().replace("illu", "ilu") for page in document
        )
