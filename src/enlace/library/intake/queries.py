"""What came in and what waits to be looked at, as its pages show it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.plain import plain
from enlace.files.models import Version
from enlace.library.intake.outcomes import already_there
from enlace.library.intake.reasons import sentence_of
from enlace.library.intake.rules import can_remove_ingested_file
from enlace.library.models import IngestedFile, LanguageVersion, PageText, Publication, Reading

SOURCES: dict[str, Any] = {
    "metadata": _("from what the file says of itself"),
    "first_page": _("from the first page"),
    "page_1": _("from page 1"),
    "page_2": _("from page 2"),
    "text": _("from the text"),
    "name": _("from the name of the file"),
}
STATUSES = ("waiting", "ingested", "duplicate", "refused")
TODAY = timedelta(hours=24)
MOST_TITLES = 20_000
SHOWN_LETTERS = 2500


@dataclass(frozen=True)
class Progress:
    """Of what came in within a day: how many files were read, of how many."""

    read: int
    total: int

    @property
    def waiting(self) -> int:
        return self.total - self.read

    @property
    def percent(self) -> int:
        return self.read * 100 // (self.total or 1)


def counts_by_status(reader: Anyone) -> dict[str, int]:
    seen = IngestedFile.objects.visible_to(reader)
    refused, same = ~Q(reason=""), Q(same_as__isnull=False)
    read = Q(read_at__isnull=False, reason="", same_as=None)
    return seen.aggregate(
        waiting=Count("pk", Q(read_at=None)),
        ingested=Count("pk", read),
        duplicate=Count("pk", same),
        refused=Count("pk", refused),
    )


def progress_of(reader: Anyone) -> Progress:
    seen = IngestedFile.objects.visible_to(reader)
    waiting = seen.waiting().count()
    read = seen.filter(read_at__isnull=False, at__gt=now() - TODAY).count()
    return Progress(read, read + waiting)


def files_with(status: str, reader: Anyone) -> Any:
    """Newest first; all where no status is asked for."""
    seen = IngestedFile.objects.visible_to(reader)
    chosen = {
        "waiting": seen.waiting,
        "ingested": seen.ingested,
        "duplicate": seen.duplicates,
        "refused": seen.refused,
    }.get(status, seen.all)()
    return chosen.select_related("publication", "same_as").order_by("-at", "-pk")


@dataclass(frozen=True)
class Came:
    """`said` is why it was not taken in; empty where it was."""

    came: IngestedFile
    said: str
    may_remove: bool


def came_lines(files: Iterable[IngestedFile], reader: Anyone) -> list[Came]:
    return [Came(one, _said(one), one.status != "waiting" and can_remove_ingested_file(reader, one)) for one in files]


def _said(came: IngestedFile) -> str:
    return already_there(came.same_as) if came.same_as else sentence_of(came.reason)


@dataclass
class Reviewed:
    """A draft that nobody has confirmed. `reading` and `version` are of its first file; `further_of` may be joined."""

    publication: Publication
    languages: list[str] = field(default_factory=list)
    came: IngestedFile | None = None
    version: Version | None = None
    reading: Reading | None = None
    further_of: Publication | None = None

    @property
    def file_name(self) -> str:
        return self.came.name if self.came else self.version.name if self.version else ""

    @property
    def language(self) -> str:
        """Where it has one file alone."""
        return self.languages[0] if len(self.languages) == 1 else ""

    @property
    def sources(self) -> dict[str, Any]:
        """In words, by what was proposed and is so still."""
        proposals = self.came.proposals if self.came else {}
        found = {name: one.get("source", "") for name, one in proposals.items() if isinstance(one, dict)}
        return {name: SOURCES[source] for name, source in found.items() if source in SOURCES}

    @property
    def title_language(self) -> str:
        return next(iter(self.publication.title), "")


def unconfirmed(reader: Anyone) -> Any:
    """In the order in which they came."""
    return Publication.objects.visible_to(reader).unconfirmed().order_by("pk")


def reviewed(publications: Sequence[Publication], reader: Anyone) -> list[Reviewed]:
    """In a fixed number of queries, however many they are."""
    lines = {one.pk: Reviewed(one) for one in publications}
    owners = {}
    for version in LanguageVersion.objects.filter(publication__in=lines).order_by("pk"):
        lines[version.publication_id].languages.append(version.language)
        owners[version.pk] = version.publication_id
    readings = Prefetch("reading", Reading.objects.all())
    versions = Version.objects.kept().of(LanguageVersion, owners)
    for one in versions.select_related("file").prefetch_related(readings).order_by("-pk"):
        line = lines[owners[one.file.owner_id]]
        line.version, line.reading = one, getattr(one, "reading", None)
    for came in IngestedFile.objects.filter(publication__in=lines).order_by("-pk"):
        lines[came.publication_id or 0].came = came
    _note_further_languages(lines, reader)
    return list(lines.values())


def first_words(reading: Reading | None) -> str:
    """Of the first page that has text."""
    page = PageText.objects.filter(reading=reading).order_by("number").first() if reading else None
    return page.text[:SHOWN_LETTERS] if page else ""


def _note_further_languages(lines: Mapping[int, Reviewed], reader: Anyone) -> None:
    """A draft with the same name but for its language, or the same title in another one, may be the same work."""
    alike: dict[int, set[int]] = defaultdict(set)
    bases = {line.came.proposals.get("base"): pk for pk, line in lines.items() if line.came}
    bases.pop("", None)
    bases.pop(None, None)
    came = IngestedFile.objects.filter(publication__isnull=False, proposals__base__in=list(bases))
    for base, other in came.values_list("proposals__base", "publication"):
        for pk, line in lines.items():
            if line.came and line.came.proposals.get("base") == base:
                alike[pk].add(other)
    titled = defaultdict(set)
    seen = Publication.objects.visible_to(reader)
    for other, title in seen.values_list("pk", "title")[:MOST_TITLES]:
        for words in title.values():
            titled[plain(words)].add(other)
    for pk, line in lines.items():
        for words in line.publication.title.values():
            alike[pk] |= titled[plain(words)]
    _choose(lines, alike, reader)


def _choose(lines: Mapping[int, Reviewed], alike: Mapping[int, set[int]], reader: Anyone) -> None:
    """The oldest of those that are not in its languages; a draft is joined to what came before it."""
    wanted = {other for others in alike.values() for other in others}
    others = Publication.objects.visible_to(reader).filter(pk__in=wanted).prefetch_related("language_versions")
    for other in others.order_by("-pk"):
        there = {one.language for one in other.language_versions.all()}
        for pk, line in lines.items():
            fits = other.pk in alike[pk] and (other.pk < pk or other.confirmed_at)
            if fits and other.pk != pk and line.languages and not there & set(line.languages):
                line.further_of = other
