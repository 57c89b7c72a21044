"""A publication as the secretariat sees it on its work page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.files.models import File, Version
from enlace.library.cataloguing.described import CLEANED, NAMES
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.cataloguing.links import MODELS
from enlace.library.cataloguing.publishing_actions import missing_to_publish
from enlace.library.cataloguing.rules import (
    can_change_language_version,
    can_join_publications,
    can_publish_publication,
    can_remove_language_version,
    can_remove_publication,
    can_withdraw_publication,
)
from enlace.library.cataloguing.selection import state_of
from enlace.library.models import Contributor, LanguageVersion, Publication, Reading
from enlace.library.public.words import issued_in_words

NUMBERS = (*NAMES, *CLEANED)


@dataclass(frozen=True)
class ShownLanguageVersion:
    """`current` is the newest version that nobody erased; `reading` what was found in it, once it was read.

    `is_erased`: it had a file, and all versions of that were erased.
    """

    language_version: LanguageVersion
    language: str
    current: Version | None
    earlier: list[Version]
    reading: Reading | None
    is_erased: bool
    may_change: bool
    may_remove: bool


@dataclass(frozen=True)
class PublicationRecord:
    """`missing` are sentences that say what to do before it can be published."""

    publication: Publication
    state: str
    issued: str
    languages: list[ShownLanguageVersion]
    missing: list[str]
    may_publish: bool
    may_withdraw: bool
    may_remove: bool
    may_join: bool
    contributors: list[Contributor]
    themes: list[str]
    states: list[str]
    facts: list[tuple[Any, str]]


def record_of(publication: Publication, reader: Anyone) -> PublicationRecord:
    state = state_of(publication)
    may_publish = can_publish_publication(reader, publication)
    return PublicationRecord(
        publication,
        state,
        issued_in_words(publication.issued),
        shown_languages(publication, reader),
        missing_to_publish(publication) if may_publish else [],
        may_publish,
        can_withdraw_publication(reader, publication),
        can_remove_publication(reader, publication),
        can_join_publications(reader, publication),
        list(publication.contributors.all()),
        [str(one) for one in publication.themes.all()],
        [str(one) for one in publication.states.all()],
        list(_facts(publication, reader)),
    )


def _facts(publication: Publication, reader: Anyone) -> Iterator[tuple[Any, str]]:
    """What else is said of it, with its label; what is empty is left out."""
    for name in NUMBERS:
        if value := getattr(publication, name):
            field: Any = Publication._meta.get_field(name)
            yield capfirst(str(field.verbose_name)), value
    if publication.licence:
        yield _("Licence"), str(publication.get_licence_display())
    labels: dict[str, Any] = {
        "meetings": _("Meetings"),
        "sessions": _("Sessions"),
        "commitments": _("Commitments"),
        "mechanisms": _("National mechanisms"),
    }
    for name, model in MODELS.items():
        linked = model.objects.visible_to(reader).filter(publications=publication).order_by("pk")
        if titles := [str(one) for one in linked]:
            yield labels[name], "; ".join(titles)


def shown_languages(publication: Publication, reader: Anyone) -> list[ShownLanguageVersion]:
    rows = list(publication.language_versions.all())
    files = File.objects.of(LanguageVersion, [one.pk for one in rows]).order_by("pk")
    versions = Version.objects.filter(file__in=files).select_related("reading", "file").order_by("-number")
    of_each: dict[int, list[Version]] = {}
    for version in versions:
        of_each.setdefault(version.file.owner_id, []).append(version)
    return [_shown(one, of_each.get(one.pk, []), publication, reader) for one in rows]


def _shown(
    language_version: LanguageVersion, versions: list[Version], publication: Publication, reader: Anyone
) -> ShownLanguageVersion:
    language_version.publication = publication
    kept = [one for one in versions if not one.is_erased]
    current = kept[0] if kept else None
    return ShownLanguageVersion(
        language_version,
        language_name(language_version.language),
        current,
        kept[1:],
        getattr(current, "reading", None),
        bool(versions and not kept),
        can_change_language_version(reader, language_version),
        can_remove_language_version(reader, language_version),
    )
