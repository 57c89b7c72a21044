"""A row about a commitment on record: what it adds to it, and what it would have otherwise but cannot change.

Nothing is deleted by an import, and words that parties promised are changed by an act of theirs, never by a table.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from enlace.commitments.exchange.compare_new import check_reporter, reporter_of
from enlace.commitments.exchange.lines import Line, Reading
from enlace.commitments.exchange.mapping import field_label
from enlace.commitments.exchange.plan import Difference, PlannedRow
from enlace.commitments.exchange.recorded import Recorded
from enlace.commitments.lineage.acts import Standing
from enlace.core.texts import Texts
from enlace.network.audiences import Audience
from enlace.network.exchange.tables import printable

PROMISED = ("title", "text", "source")


def compared(line: Line, there: Recorded, table: Reading) -> PlannedRow:
    row = PlannedRow(line, "same", pk=there.commitment.pk)
    if there.standing is Standing.DRAFT:
        row.stays = (
            [_("It is a draft or waits for a word: who drafts it changes it on its page.")] if line.reports else []
        )
        return row
    for key in PROMISED:
        _compare_texts(row, key, getattr(line, key), getattr(there.commitment, key), may_differ=False)
    _compare_texts(row, "responsible", line.responsible, there.commitment.responsible, may_differ=True)
    _compare_facts(row, there)
    _compare_lists(row, there)
    if line.reports and line.own & {"percent", "progress"}:
        _compare_report(row, there, table)
    if row.values or row.report:
        row.outcome = "changed"
    return row


def _compare_texts(row: PlannedRow, key: str, said: Texts, there: Texts, *, may_differ: bool) -> None:
    """A language that is missing is added; a text that is there is another only where it may be."""
    if key not in row.line.own:
        return
    added = {}
    for language, text in said.items():
        old = printable(there.get(language, ""))
        if text == old:
            continue
        if old and not may_differ:
            row.stays.append(f"{field_label(f'{key} {language}')}: {old}")
        else:
            added[language] = text
            row.differences.append(Difference(field_label(f"{key} {language}"), old, text))
    if added:
        row.values[key] = added


def _compare_facts(row: PlannedRow, there: Recorded) -> None:
    line, commitment = row.line, there.commitment
    facts: Mapping[str, tuple[Any, Any]] = {
        "approach": (line.approach, commitment.approach),
        "due_on": (line.due_on, commitment.due_on),
        "made_on": (line.made_on, there.made_on),
        "standing": (line.standing, there.standing.value),
    }
    for key, (said, old) in facts.items():
        if key in line.own and said and said != old:
            row.stays.append(f"{field_label(key)}: {old or '—'}")
    if line.parties and "parties" in line.own and set(line.parties) != set(there.parties):
        row.stays.append(_("%(field)s: as recorded") % {"field": field_label("parties")})
    if "audience" in line.own and line.audience and line.audience != commitment.audience:
        row.values["audience"] = line.audience
        old, new = Audience(commitment.audience).label, Audience(line.audience).label
        row.differences.append(Difference(field_label("audience"), str(old), str(new)))


def _compare_lists(row: PlannedRow, there: Recorded) -> None:
    line = row.line
    for key, said, old in (("themes", line.themes, there.themes), ("targets", line.targets, there.targets)):
        added = sorted(set(said) - old)
        if added:
            row.values[key] = added
            row.differences.append(Difference(field_label(key), str(len(old)), str(len(old) + len(added))))


def _compare_report(row: PlannedRow, there: Recorded, table: Reading) -> None:
    """Told already where a report says the same of the same day; without a day of its own, where the last one does."""
    line = row.line
    check_reporter(line, there.parties, table)
    body = reporter_of(line, there.parties)
    own = [one for one in there.reports if one.body == body]
    dated = "reported_on" in line.own
    if dated and any(_says_the_same(line, one) and one.reported_on == line.reported_on for one in own):
        return
    last = own[0] if own else None
    if not dated and last and _says_the_same(line, last):
        return
    row.report = True
    old = "—" if last is None or last.percent is None else f"{last.percent} %"
    new = "—" if line.percent is None else f"{line.percent} %"
    row.differences.append(Difference(_("Progress"), old, new))


def _says_the_same(line: Line, report: Any) -> bool:
    texts = all(printable(report.text.get(language, "")) == text for language, text in line.progress.items())
    return texts and line.percent in (None, report.percent)
