"""What is known of a publication from the record that it is made of."""

from collections.abc import Iterable
from typing import Any

from enlace.commitments.models import Evidence
from enlace.core.languages import default_language
from enlace.core.texts import Texts
from enlace.files.models import File, Version
from enlace.files.queries import files_of
from enlace.library.cataloguing.described import WIDTH
from enlace.library.models import PublicationKind
from enlace.meetings.models import Contribution, Paper, Session, SessionKind, Speaker
from enlace.network.audiences import Audience

LONGEST_BODY = 250


def from_contribution(contribution: Contribution) -> dict[str, Any]:
    """The office as the programme presents it is who made it; the speaker agreed that everybody may read it."""
    speaker = contribution.speaker
    return {
        "title": contribution.title,
        "abstract": contribution.summary,
        "kind": PublicationKind.PRESENTATION,
        "audience": Audience.PUBLIC,
        "contributors": [_office(speaker)],
        "states": [speaker.state] if speaker.state else [],
        "illustrative": contribution.illustrative,
        "from_contribution": contribution,
    } | _of_session(speaker.session)


def from_paper(paper: Paper) -> dict[str, Any]:
    """A case study is presented by the host."""
    session, host = paper.session, paper.session.meeting.host
    is_case = session.kind == SessionKind.CASE_STUDY
    return {
        "title": paper.title,
        "kind": PublicationKind.CASE_STUDY if is_case else PublicationKind.PAPER,
        "audience": narrowest(paper.audience, session.audience, session.meeting.audience),
        "contributors": [_body(str(host), host)] if is_case and host else [],
        "states": [host.state] if is_case and host and host.state else [],
        "illustrative": paper.illustrative,
        "from_paper": paper,
    } | _of_session(session)


def from_evidence(evidence: Evidence) -> dict[str, Any]:
    """The body that reported made it. Of when it is nothing is known: the day of the report is not its date."""
    progress = evidence.progress
    commitment = progress.commitment
    return {
        "title": evidence.title,
        "kind": PublicationKind.OTHER,
        "audience": narrowest(evidence.audience, progress.audience, commitment.audience),
        "contributors": [_body(str(progress.shown_body), progress.organisation)],
        "states": [progress.state] if progress.state else [],
        "themes": list(commitment.themes.all()),
        "commitments": [commitment],
        "illustrative": progress.illustrative,
        "from_evidence": evidence,
    }


def _of_session(session: Session) -> dict[str, Any]:
    return {
        "issued": session.day.isoformat(),
        "themes": list(session.themes.all()),
        "meetings": [session.meeting],
        "sessions": [session],
    }


def _office(speaker: Speaker) -> dict[str, Any]:
    office = str(speaker.shown_as.in_language(default_language()))
    of = speaker.organisation or speaker.state
    return _body(f"{office}, {of}" if of else office, speaker.organisation)


def _body(name: str, organisation: Any) -> dict[str, Any]:
    return {"body": name[:LONGEST_BODY], "organisation": organisation}


def narrowest(*audiences: str) -> str:
    """The audience that lets in the fewest; of those named stand in the members, since a publication names nobody."""
    known = [Audience.MEMBERS if one == Audience.INVITED else Audience(one) for one in audiences]
    return str(min(known, key=WIDTH.__getitem__))


def newest_kept(file: File) -> Version | None:
    return file.versions.kept().order_by("-number").first()


def files_in_languages(record: Any, titles: Texts) -> list[tuple[str, Version]]:
    """The newest version of each file, by the languages of the title: a publication has one file in a language.

    Which file is in which language nobody has said; a person looks at it before it is published. Files beyond the
    languages are left where they are.
    """
    codes = list(dict.fromkeys([*titles, default_language()]))[: max(len(titles), 1)]
    return _paired(codes, (newest_kept(file) for file in files_of(record)))


def files_of_paper(paper: Paper) -> list[tuple[str, Version]]:
    found = []
    for text in paper.texts.all():
        found += _paired([text.language], (newest_kept(file) for file in files_of(text)))
    return found


def _paired(codes: Iterable[str], versions: Iterable[Version | None]) -> list[tuple[str, Version]]:
    return list(zip(codes, (one for one in versions if one is not None), strict=False))
