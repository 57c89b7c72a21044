"""Publications as lists show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from enlace.accounts.rules import Anyone
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.models import Contributor, ContributorRole, Publication
from enlace.library.models.publications import PublicationQuerySet
from enlace.library.public.shown_languages import cover_address, with_files
from enlace.library.public.words import issued_in_words
from enlace.network.audiences import Audience

NEAR = (Prefetch("contributors", Contributor.objects.select_related("organisation")), "language_versions")
NEWEST_FIRST = ("-issued", "-published_at", "-pk")


@dataclass(frozen=True)
class PublicationLine:
    """`languages` are code and name, in the order in which the files came in; `cover` an address, or empty."""

    publication: Publication
    makers: list[str]
    issued: str
    languages: list[tuple[str, str]]
    cover: str

    @property
    def is_narrower(self) -> bool:
        """Not for everybody: worth saying to those who see it."""
        return self.publication.audience != Audience.PUBLIC


def shown_publications(reader: Anyone) -> PublicationQuerySet:
    """What stands on the shelves for a reader: drafts and what was withdrawn stand there for nobody."""
    return Publication.objects.visible_to(reader).published()


def lines_of(publications: Iterable[Publication]) -> list[PublicationLine]:
    """In their order. Four queries at the most, however many they are."""
    found = list(publications)
    prefetch_related_objects(found, *NEAR)
    files = with_files(found)
    return [_line(one, files) for one in found]


def _line(publication: Publication, files: Mapping[int, bool]) -> PublicationLine:
    there = [version for version in publication.language_versions.all() if version.pk in files]
    return PublicationLine(
        publication,
        makers_of(publication),
        issued_in_words(publication.issued),
        [(version.language, language_name(version.language)) for version in there],
        cover_address(publication) if any(files[version.pk] for version in there) else "",
    )


def makers_of(publication: Publication) -> list[str]:
    """Its authors; of what has none its editors, named as such. Who translated it stands on its page."""
    people = list(publication.contributors.all())
    authors = [one.shown_name for one in people if one.role == ContributorRole.AUTHOR]
    editors = [one for one in people if one.role == ContributorRole.EDITOR]
    return authors or [f"{one.shown_name} ({one.get_role_display()})" for one in editors]
