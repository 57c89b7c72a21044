"""Papers and contributions of the demonstration, with a page of PDF in each language that they are written in."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from enlace.core.clock import now
from enlace.files.actions import add_file
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.meetings.demonstration.cast import read
from enlace.meetings.demonstration.programme import Sessions, speakers_of
from enlace.meetings.models import Contribution, Meeting, Paper, PaperText, Session
from enlace.meetings.papers.contribution_actions import submit_contribution, write_contribution
from enlace.meetings.papers.paper_actions import add_paper, add_paper_text, release_paper
from enlace.network.demonstration.pdf import one_page

AHEAD = timedelta(days=10)
"""How long before its meeting a paper is released, and a contribution submitted."""


def make_papers(meeting: Meeting, plan: Mapping[str, Any], sessions: Sessions) -> None:
    words = read("words")["written"]
    for entry in plan["sessions"]:
        session = sessions[entry["key"]]
        for paper in entry["papers"]:
            _add_paper(session, paper, words)
        for speaker, written in speakers_of(session, entry):
            if "contribution" in written:
                _contribute(speaker, written["contribution"], words)
    dated = min(now() - timedelta(days=2), sessions[plan["sessions"][0]["key"]].begins_at - AHEAD)
    papers = Paper.objects.filter(session__meeting=meeting)
    papers.exclude(released_at=None).update(released_at=dated)
    contributions = Contribution.objects.filter(speaker__session__meeting=meeting)
    contributions.update(submitted_at=dated)
    for owner in (*PaperText.objects.filter(paper__in=papers), *contributions):
        Version.objects.filter(file__in=files_of(owner)).update(at=dated)


def _add_paper(session: Session, entry: Mapping[str, Any], words: Mapping[str, str]) -> None:
    paper = add_paper(session, by=None, title=entry["title"], audience=entry["audience"], illustrative=True)
    for language, lines in entry["texts"].items():
        name = f"{entry['title'][language]}.pdf"
        add_paper_text(paper, language, _upload(name, [words[language], "", *lines]), by=None)
    if entry.get("released", True):
        release_paper(paper, by=None)


def _contribute(speaker: Any, entry: Mapping[str, Any], words: Mapping[str, str]) -> None:
    contribution = write_contribution(
        speaker,
        by=None,
        title=entry["title"],
        summary=entry["summary"],
        may_be_published=entry["may_be_published"],
        illustrative=True,
    )
    if "file" in entry:
        lines = [words["es"], words["en"], "", *entry["file"]["lines"]]
        add_file(contribution, _upload(entry["file"]["name"], lines), by=None)
    submit_contribution(contribution, by=None)


def _upload(name: str, lines: list[str]) -> SimpleUploadedFile:
    return SimpleUploadedFile(name.replace(":", ","), one_page(lines))
