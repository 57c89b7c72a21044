"""A contribution, a paper or evidence becomes a draft publication; what it was made of stays as it is."""

from collections.abc import Iterable
from typing import Any

from django.core.files import File as Upload

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Evidence
from enlace.core.permission import require
from enlace.files.models import Version
from enlace.files.storing import atomic_with_files
from enlace.library.cataloguing.actions import add_publication
from enlace.library.cataloguing.language_actions import add_language_version
from enlace.library.models import Publication
from enlace.library.origins import taken_over
from enlace.library.origins.rules import can_make_from_contribution, can_make_from_evidence, can_make_from_paper
from enlace.meetings.models import Contribution, Paper


@atomic_with_files()
def make_from_contribution(contribution: Contribution, *, by: Anyone | None) -> Publication:
    """A draft with its words, its session and copies of its slides."""
    found = Contribution.objects.select_for_update().get(pk=contribution.pk)
    require(can_make_from_contribution(by, found))
    files = taken_over.files_in_languages(found, found.title)
    made = _make(taken_over.from_contribution(found), files, by)
    _note("make_from_contribution", made, by)
    return made


@atomic_with_files()
def make_from_paper(paper: Paper, *, by: Anyone | None) -> Publication:
    """A draft with its title, its session and copies of its files, for no more readers than it has."""
    found = Paper.objects.select_for_update().get(pk=paper.pk)
    require(can_make_from_paper(by, found))
    made = _make(taken_over.from_paper(found), taken_over.files_of_paper(found), by)
    _note("make_from_paper", made, by)
    return made


@atomic_with_files()
def make_from_evidence(evidence: Evidence, *, by: Anyone | None) -> Publication:
    """A draft with its title, its commitment and a copy of its file, for no more readers than it has."""
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    require(can_make_from_evidence(by, found))
    files = taken_over.files_in_languages(found, found.title)
    made = _make(taken_over.from_evidence(found), files, by)
    _note("make_from_evidence", made, by)
    return made


def _make(facts: dict[str, Any], files: Iterable[tuple[str, Version]], by: Anyone | None) -> Publication:
    made = add_publication(by=by, **facts)
    for language, version in files:
        with version.content.open("rb") as content:
            add_language_version(made, by=by, language=language, upload=Upload(content, name=version.name))
    return made


def _note(action: str, made: Publication, by: Anyone | None) -> None:
    languages = sorted(made.language_versions.values_list("language", flat=True))
    origins = {name: getattr(made, f"{name}_id") for name in ("from_contribution", "from_paper", "from_evidence")}
    after = {name: pk for name, pk in origins.items() if pk} | {"languages": languages}
    record(action, made, by=by, after=after)
