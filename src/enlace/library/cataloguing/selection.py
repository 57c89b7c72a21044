"""Which publications the secretariat looks at in its list, and what the list shows of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q

from enlace.accounts.rules import Anyone
from enlace.core.plain import plain
from enlace.files.models import Version
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.models import LanguageVersion, Publication
from enlace.library.models.publications import PublicationQuerySet
from enlace.library.public.words import issued_in_words

ON_A_PAGE = 50
STATES = {
    "unconfirmed": Q(confirmed_at=None),
    "draft": Q(published_at=None, confirmed_at__isnull=False),
    "published": Q(published_at__isnull=False, withdrawn_at=None),
    "withdrawn": Q(withdrawn_at__isnull=False),
}
NO_COLLECTION = "none"


@dataclass(frozen=True)
class Selection:
    """What is empty asks for nothing; `collection` is a slug, or `none` for what stands in no collection."""

    collection: str = ""
    state: str = ""
    language: str = ""
    words: str = ""

    @classmethod
    def asked_in(cls, asked: Mapping[str, str]) -> "Selection":
        """Of an address; a state that there is none of asks for nothing."""
        state = asked.get("state", "")
        words = " ".join(asked.get("words", "").replace("\0", "").split())[:200]
        return cls(
            asked.get("collection", "")[:80].replace("\0", ""),
            state if state in STATES else "",
            asked.get("language", "")[:12].replace("\0", ""),
            words,
        )

    def of(self, publications: PublicationQuerySet) -> PublicationQuerySet:
        if self.collection == NO_COLLECTION:
            publications = publications.filter(collection=None)
        elif self.collection:
            publications = publications.filter(collection__slug=self.collection)
        if self.state:
            publications = publications.filter(STATES[self.state])
        if self.language:
            publications = publications.filter(language_versions__language=self.language)
        if self.words:
            publications = publications.filter(pk__in=_with_words(publications, self.words))
        return publications

    @property
    def query(self) -> str:
        """As an address asks for it, with & at its end; empty for all."""
        asked = {name: getattr(self, name) for name in ("collection", "state", "language", "words")}
        found = urlencode({name: value for name, value in asked.items() if value})
        return f"{found}&" if found else ""

    @property
    def asks_nothing(self) -> bool:
        return not self.query


def _with_words(publications: PublicationQuerySet, words: str) -> list[int]:
    """Those whose titles hold all the words, in any language, whatever their accents."""
    wanted = plain(words).split()
    titles = publications.values_list("pk", "title")
    return [pk for pk, title in titles if _holds(plain(" ".join(title.values())), wanted)]


def _holds(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


@dataclass(frozen=True)
class Line:
    """A publication in the list. `languages` by name; `lacking` those of them that have no file."""

    publication: Publication
    state: str
    issued: str
    languages: list[str]
    lacking: list[str]
    is_marked: bool


def state_of(publication: Publication) -> str:
    """`published`, `withdrawn`, `unconfirmed` or `draft`."""
    if publication.is_published:
        return "published"
    if publication.withdrawn_at is not None:
        return "withdrawn"
    return "draft" if publication.confirmed_at else "unconfirmed"


def page_of(selection: Selection, reader: Anyone, number: str) -> Page:
    """In a number of queries that does not grow; the newest first."""
    seen = selection.of(Publication.objects.visible_to(reader)).select_related("collection")
    ordered = seen.prefetch_related("language_versions").order_by("-drafted_at", "-pk")
    return Paginator(ordered, ON_A_PAGE).get_page(number)


def lines_of(page: Page, marked: Collection[int] = ()) -> list[Line]:
    shown = list(page)
    with_file = _with_file([one.pk for publication in shown for one in publication.language_versions.all()])
    return [_line(publication, with_file, publication.pk in marked) for publication in shown]


def _line(publication: Publication, with_file: set[int], is_marked: bool) -> Line:
    versions = list(publication.language_versions.all())
    return Line(
        publication,
        state_of(publication),
        issued_in_words(publication.issued),
        [language_name(one.language) for one in versions],
        [language_name(one.language) for one in versions if one.pk not in with_file],
        is_marked,
    )


def _with_file(ids: list[int]) -> set[int]:
    """Those of the language versions whose file is there."""
    kept = Version.objects.kept().of(LanguageVersion, ids)
    return set(kept.values_list("file__owner_id", flat=True))


def languages_there(reader: Anyone) -> list[tuple[str, str]]:
    """The languages in which anything of the library is, by name."""
    seen = LanguageVersion.objects.visible_to(reader).order_by("language")
    codes = seen.values_list("language", flat=True).distinct()
    return sorted(((code, language_name(code)) for code in codes), key=lambda one: plain(one[1]))
