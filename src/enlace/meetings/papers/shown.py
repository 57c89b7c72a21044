"""What the pages of papers show, and what their reader may do there."""

from dataclasses import dataclass

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.files.models import Version
from enlace.files.queries import ShownFile, files_of, shown_file
from enlace.meetings.models import Bundle, Meeting, Paper, PaperText
from enlace.meetings.papers.queries import PapersOfSession, name_of_language, papers_by_session
from enlace.meetings.papers.rules import can_change_paper, can_release_paper, can_remove_paper, can_take_back_paper
from enlace.meetings.papers.sessions import Heading, heading_of, organises


def layout_of(reader: Anyone) -> str:
    """Of the page of one record, which the public reads too where it is public."""
    return "meetings/frame.html" if reader.is_authenticated else "meetings/public_frame.html"


@dataclass(frozen=True)
class PapersPage:
    """`bundles` are those that the reader asked for, newest first."""

    sessions: list[PapersOfSession]
    organises: bool
    may_tell: bool
    bundles: list[Bundle]

    @property
    def count(self) -> int:
        return sum(len(one.papers) for one in self.sessions)

    @property
    def languages(self) -> set[str]:
        return {one.language for session in self.sessions for paper in session.papers for one in paper.editions}


def papers_page(meeting: Meeting, reader: Anyone) -> PapersPage:
    """To organisers the sessions without a paper are shown too, each of which can take one."""
    arranges = organises(reader, meeting)
    sessions = papers_by_session(meeting, reader, with_empty=arranges)
    released = any(shown.paper.released_at for one in sessions for shown in one.papers)
    bundles = Bundle.objects.filter(user=reader, meeting=meeting) if isinstance(reader, User) else Bundle.objects.none()
    return PapersPage(sessions, arranges, arranges and released, list(bundles))


@dataclass(frozen=True)
class ShownText:
    text: PaperText
    language_name: str
    file: ShownFile | None

    @property
    def current(self) -> Version | None:
        return self.file.current if self.file else None


@dataclass(frozen=True)
class PaperPage:
    heading: Heading | None
    texts: list[ShownText]
    may_change: bool
    may_release: bool
    may_take_back: bool
    may_remove: bool


def paper_page(paper: Paper, reader: Anyone) -> PaperPage:
    return PaperPage(
        heading_of(paper.session.meeting, reader, paper.session_id),
        [_text(text, paper, reader) for text in paper.texts.all()],
        can_change_paper(reader, paper),
        can_release_paper(reader, paper),
        can_take_back_paper(reader, paper),
        can_remove_paper(reader, paper),
    )


def _text(text: PaperText, paper: Paper, reader: Anyone) -> ShownText:
    text.paper = paper
    file = files_of(text).prefetch_related("versions").first()
    if file is None:
        return ShownText(text, name_of_language(text.language), None)
    file.owner = text
    return ShownText(text, name_of_language(text.language), shown_file(file, file.versions.all(), reader))
