"""A publication in its languages, as a reader finds it: which file counts, what was before it, how it is opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from enlace.core.languages import current_language, default_language, preference
from enlace.files.kinds import extension
from enlace.files.models import File, Version
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.models import LanguageVersion, Publication, Reading


@dataclass(frozen=True)
class ShownVersion:
    """One state of the file; `reading` is None while nobody has read it."""

    version: Version
    reading: Reading | None
    address: str

    @property
    def kind(self) -> str:
        return extension(self.version.name).upper()

    @property
    def opens_in_place(self) -> bool:
        """A browser shows it; what carries scripts, and what nobody has looked into yet, is only taken home."""
        return opens_in_place(self.version, self.reading)


@dataclass(frozen=True)
class ShownLanguage:
    """A language version that has a file. `address` always leads to the newest; `before` holds the others."""

    language_version: LanguageVersion
    language_name: str
    address: str
    current: ShownVersion
    before: list[ShownVersion] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.language_version.language


def reading_of(version: Version) -> Reading | None:
    return getattr(version, "reading", None)


def opens_in_place(version: Version, reading: Reading | None) -> bool:
    return extension(version.name) == "pdf" and reading is not None and not reading.active


def is_taken_home(version: Version) -> bool:
    """A PDF that carries scripts, or that nobody has looked into. Of other kinds a browser shows pictures alone."""
    return extension(version.name) == "pdf" and not opens_in_place(version, reading_of(version))


def files_by_owner(language_versions: Iterable[LanguageVersion]) -> Mapping[int, File]:
    """By language version, with versions and what was read in them. Three queries at the most."""
    owners = [one.pk for one in language_versions]
    if not owners:
        return {}
    files = File.objects.of(LanguageVersion, owners).prefetch_related("versions__reading")
    return {one.owner_id: one for one in files.order_by("pk")}


def shown_languages(publication: Publication) -> list[ShownLanguage]:
    """Those that have a file which nobody erased, in the order in which the reader is offered languages."""
    found = list(publication.language_versions.all())
    files = files_by_owner(found)
    place = _places(current_language())
    languages = [_shown_language(publication, one, files[one.pk]) for one in found if one.pk in files]
    there = [one for one in languages if one is not None]
    return sorted(there, key=lambda one: (place.get(one.language, len(place)), one.language_name))


def _places(language: str) -> Mapping[str, int]:
    return {code: number for number, code in enumerate(preference(language))}


def _shown_language(publication: Publication, language_version: LanguageVersion, file: File) -> ShownLanguage | None:
    newest_first = sorted(file.versions.all(), key=lambda version: -version.number)
    kept = [_shown(publication, language_version, one) for one in newest_first if not one.is_erased]
    if not kept:
        return None
    code = language_version.language
    address = reverse("publications:newest", args=[publication.pk, code])
    return ShownLanguage(language_version, language_name(code), address, kept[0], kept[1:])


def _shown(publication: Publication, language_version: LanguageVersion, version: Version) -> ShownVersion:
    address = reverse("publications:version", args=[publication.pk, language_version.language, version.number])
    return ShownVersion(version, reading_of(version), address)


def cover_of(publication: Publication, language: str = "") -> Reading | None:
    """The first page of its file in a language or else the next best: of the newest version that was not erased."""
    of_version = dict(publication.language_versions.values_list("pk", "language"))
    place = _places(language or default_language())
    found = Reading.objects.filter(version__in=Version.objects.of(LanguageVersion, of_version))
    pictured = found.exclude(cover="").exclude(version__content="").select_related("version__file")

    def order(reading: Reading) -> tuple[int, int, int]:
        owner = reading.version.file.owner_id
        return place.get(of_version[owner], len(place)), owner, -reading.version.number

    return min(pictured, key=order, default=None)


def cover_address(publication: Publication) -> str:
    """Of the cover in the reader's language, where it has one."""
    return reverse("publications:cover", args=[publication.pk, current_language()])


def with_files(publications: Iterable[Publication]) -> Mapping[int, bool]:
    """Ids of the language versions that have a file which nobody erased, and whether it has a cover.

    One query; give them with their language versions at hand.
    """
    owners = [one.pk for work in publications for one in work.language_versions.all()]
    if not owners:
        return {}
    kept = Version.objects.kept().of(LanguageVersion, owners)
    found: dict[int, bool] = {}
    for owner, cover in kept.values_list("file__owner_id", "reading__cover"):
        found[owner] = found.get(owner, False) or bool(cover)
    return found
