"""The papers of a meeting as one reader may read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale

from enlace.accounts.rules import Anyone
from enlace.core.languages import current_language, preference
from enlace.files.kinds import extension
from enlace.files.models import Version
from enlace.meetings.models import Meeting, Paper, PaperText
from enlace.meetings.papers.sessions import Heading, headings


@dataclass(frozen=True)
class Edition:
    """A paper in one language: the version of its file that counts."""

    text: PaperText
    version: Version

    @property
    def language(self) -> str:
        return self.text.language

    @property
    def language_name(self) -> str:
        return name_of_language(self.language)

    @property
    def kind(self) -> str:
        return extension(self.version.name).upper()

    @property
    def address(self) -> str:
        return self.version.file.get_absolute_url()


@dataclass(frozen=True)
class ShownPaper:
    """`editions` come in the order in which a reader of `language` is offered them."""

    paper: Paper
    editions: tuple[Edition, ...]
    language: str

    @property
    def best(self) -> Edition | None:
        return self.editions[0] if self.editions else None

    @property
    def lacks_own_language(self) -> bool:
        return self.best is not None and self.best.language != self.language


@dataclass(frozen=True)
class PapersOfSession:
    heading: Heading
    papers: tuple[ShownPaper, ...]


def name_of_language(code: str) -> str:
    """In the reader's language."""
    return str(Locale.parse(current_language()).languages.get(code, code))


def papers_by_session(
    meeting: Meeting, reader: Anyone, language: str = "", *, with_empty: bool = False
) -> list[PapersOfSession]:
    """In the order of the agenda, as they read it; sessions without a paper only if they are asked for."""
    papers = Paper.objects.visible_to(reader).filter(session__meeting=meeting)
    of_session: dict[int, list[ShownPaper]] = defaultdict(list)
    for shown in shown_papers(papers, language):
        of_session[shown.paper.session_id].append(shown)
    return [
        PapersOfSession(heading, tuple(of_session[heading.session_id]))
        for heading in headings(meeting, reader, language)
        if with_empty or of_session[heading.session_id]
    ]


def shown_papers(papers: Iterable[Paper], language: str = "") -> list[ShownPaper]:
    """Papers that their reader may see, each with what can be read of it. Three queries."""
    wanted = language or current_language()
    papers = list(papers)
    texts: dict[int, list[PaperText]] = defaultdict(list)
    for text in PaperText.objects.filter(paper__in=papers):
        texts[text.paper_id].append(text)
    versions = newest_versions(text for of_paper in texts.values() for text in of_paper)
    order = preference(wanted)
    return [
        ShownPaper(
            paper,
            tuple(
                Edition(text, versions[text.pk])
                for text in sorted(texts[paper.pk], key=lambda one: _place(one.language, order))
                if text.pk in versions
            ),
            wanted,
        )
        for paper in papers
    ]


def _place(language: str, order: list[str]) -> tuple[int, str]:
    return (order.index(language) if language in order else len(order), language)


def newest_versions(texts: Iterable[PaperText]) -> dict[int, Version]:
    """By text, the version that counts; a text whose file was erased has none."""
    versions = (
        Version.objects.kept()
        .of(PaperText, [text.pk for text in texts])
        .select_related("file")
        .order_by("-file", "number")
    )
    return {version.file.owner_id: version for version in versions}


@dataclass(frozen=True)
class Piece:
    """A paper as it goes into one file with others: in the reader's language, or the next best."""

    heading: Heading
    paper: Paper
    edition: Edition


def pieces(meeting: Meeting, reader: Anyone, language: str) -> list[Piece]:
    """All papers that somebody may read, in the order of the agenda."""
    return [
        Piece(one.heading, shown.paper, shown.best)
        for one in papers_by_session(meeting, reader, language)
        for shown in one.papers
        if shown.best is not None
    ]
