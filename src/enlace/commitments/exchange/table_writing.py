"""Commitments as a table, in the words of the reader, so that importing it again changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.text import capfirst

from enlace.accounts.rules import Anyone
from enlace.commitments.exchange.columns import COMMITMENTS, NOT_EXPORTED
from enlace.commitments.exchange.words import OUTCOMES, STANDING_LABELS
from enlace.commitments.lineage.acts import Kind, Standing
from enlace.commitments.models import Commitment, CommitmentEvent, Framework, Progress, Target
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting
from enlace.network.exchange.table_cells import NO, YES
from enlace.network.exchange.table_columns import titles
from enlace.network.exchange.table_writing import Written, as_csv, as_xlsx
from enlace.network.exchange.tables import Cell, printable
from enlace.network.models import State

AT_ONCE = 1000
TEXTS = {"title", "text", "responsible", "source"}


def commitments_table(commitments: QuerySet[Commitment], reader: Anyone, form: str) -> bytes:
    """Those of `commitments` that the reader sees, as `csv` or `xlsx`; of progress the last report that was cleared."""
    columns = list(titles(COMMITMENTS, without=NOT_EXPORTED))
    rows = [
        [_cell(line, column.key, language) for column, language, _header in columns]
        for line in _lines(commitments, reader)
    ]
    written = Written(capfirst(str(COMMITMENTS.label)), [header for _column, _language, header in columns], rows)
    return as_xlsx([written]) if form == "xlsx" else as_csv(written)


@dataclass(frozen=True)
class Exported:
    """A commitment with what the reader may know of its making and of its last progress."""

    commitment: Any
    made: CommitmentEvent | None
    meeting: Meeting | None
    progress: Progress | None

    @property
    def standing(self) -> Standing:
        """As `lineage.acts.standing_of` says it, read off the annotations of `with_standing`."""
        if self.commitment.last_kind is None:
            return Standing.AWAITING if self.commitment.waiting_acts else Standing.DRAFT
        return Standing.CLOSED if self.commitment.last_kind == Kind.CLOSED else Standing.STANDS


def _lines(commitments: QuerySet[Commitment], reader: Anyone) -> Iterator[Exported]:
    meetings = {meeting.pk: meeting for meeting in Meeting.objects.visible_to(reader)}
    acts = CommitmentEvent.objects.visible_to(reader).filter(taken_back_at=None)
    reports = Progress.objects.visible_to(reader).cleared().select_related("state", "organisation")
    seen: Any = commitments.all()
    found = (
        seen.visible_to(reader)
        .with_standing()
        .prefetch_related(
            *("parties__state", "parties__organisation", "themes", "targets__state"),
            Prefetch("events", acts.filter(kind=Kind.MADE).order_by("number"), to_attr="makings"),
            Prefetch("events", acts.filter(in_force_at=None), to_attr="waiting_acts"),
            Prefetch("events", acts.in_force().filter(kind=Kind.CLOSED).order_by("-number"), to_attr="closings"),
            Prefetch("progress", reports.order_by("commitment", "-reported_on", "-pk"), to_attr="reports"),
        )
    )
    for one in found.iterator(chunk_size=AT_ONCE):
        made = next(iter(one.makings), None)
        meeting = meetings.get(made.meeting_id) if made else None
        yield Exported(one, made, meeting, next(iter(one.reports), None))


def _cell(line: Exported, key: str, language: str) -> Cell:
    if key in TEXTS:
        return _in(getattr(line.commitment, key), language)
    if key == "progress":
        return _in(line.progress.text, language) if line.progress else ""
    return CELLS[key](line)


def _in(texts: Texts, language: str) -> str:
    return printable(texts.get(language, ""))


def _parties(line: Exported) -> str:
    parties = sorted(line.commitment.parties.all(), key=lambda party: party.pk)
    return "; ".join(party.state.code if party.state else printable(str(party.shown_body)) for party in parties)


def _targets(line: Exported) -> str:
    return "; ".join(target_in_words(target) for target in sorted(line.commitment.targets.all(), key=lambda t: t.pk))


def target_in_words(target: Target) -> str:
    """`sdg 16.3`, `upr 128.45 (UY)`: how a table names it."""
    state = f" ({target.state.code})" if isinstance(target.state, State) else ""
    return f"{Framework(target.framework).value} {target.code}{state}"


def _closed_on(line: Exported) -> Cell:
    return line.commitment.closings[0].happened_on if line.standing is Standing.CLOSED else ""


def _reporter(line: Exported) -> str:
    if line.progress is None:
        return ""
    return line.progress.state.code if line.progress.state else str(line.progress.shown_body)


CELLS: dict[str, Callable[[Exported], Cell]] = {
    "reference": lambda line: line.commitment.reference,
    "approach": lambda line: str(line.commitment.get_approach_display()),
    "parties": _parties,
    "themes": lambda line: "; ".join(sorted(theme.slug for theme in line.commitment.themes.all())),
    "made_on": lambda line: line.made.happened_on if line.made else "",
    "meeting": lambda line: str(line.meeting.shown_title) if line.meeting else "",
    "standing": lambda line: str(STANDING_LABELS[line.standing]),
    "outcome": lambda line: str(OUTCOMES.labels.get(line.commitment.last_outcome or "", "")),
    "closed_on": _closed_on,
    "due_on": lambda line: line.commitment.due_on or "",
    "percent": lambda line: (
        "" if line.progress is None or line.progress.percent is None else str(line.progress.percent)
    ),
    "reported_on": lambda line: line.progress.reported_on if line.progress else "",
    "reported_by": _reporter,
    "targets": _targets,
    "audience": lambda line: str(line.commitment.get_audience_display()),
    "illustrative": lambda line: str(YES if line.commitment.illustrative else NO),
    "address": lambda line: settings.BASE_URL + line.commitment.get_absolute_url(),
}
