"""A result as its page draws it: each finding a sentence, then its bars, then its numbers in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.results import sentences
from enlace.consultations.results.charts import (
    Drawing,
    Segment,
    centres_drawn,
    class_of,
    points_drawn,
    segments,
    shape,
)
from enlace.consultations.results.shown import (
    Finding,
    Levels,
    ShownDivision,
    ShownGroup,
    ShownResult,
    ShownStatement,
)
from enlace.consultations.results.wording import Voices, share_in_words, tally_in_words, voices_in_words

MOST_ROWS, CLOSEST = 10, 3


@dataclass(frozen=True)
class Bar:
    """`said` is what a reader hears who does not see it; `share` what stands beside it."""

    label: str
    segments: Sequence[Segment]
    said: str
    share: str


@dataclass(frozen=True)
class Row:
    """One finding: its statement, its bars, and what is said of it."""

    statement: ShownStatement
    bars: Sequence[Bar]
    said: Sequence[str]


@dataclass(frozen=True)
class Rows:
    """`more`: how many stand in the table of all statements alone."""

    rows: Sequence[Row] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass(frozen=True)
class GroupPart:
    """`kind` and `mark` are the class and the outline by which the map shows the group; `size` is in words."""

    letter: str
    size: str
    stability: str
    rows: Sequence[Row]
    significant: bool
    kind: str
    mark: str


@dataclass(frozen=True)
class LevelRow:
    levels: Levels
    said: str


@dataclass(frozen=True)
class ResultPage:
    """`few` says why nothing else is shown; `closest` stands where nothing brings all together."""

    result: ShownResult
    lead: str
    few: str
    common: Rows
    closest: Rows
    rejected: Rows
    divisions: Rows
    groups: Sequence[GroupPart]
    no_groups: str
    drawing: Drawing | None
    levels: Sequence[LevelRow]


def result_page(result: ShownResult, own_point: int | None = None) -> ResultPage:
    voices = result.voices
    few = sentences.few(result) if result.too_few else ""
    closest = () if result.common or few else [one for one in result.consensus if one.tally.seen][:CLOSEST]
    return ResultPage(
        result=result,
        lead="" if few else sentences.lead(result),
        few=few,
        common=_rows(result, result.common),
        closest=_rows(result, closest),
        rejected=_rows(result, result.rejected, against=True),
        divisions=Rows([_division_row(result, one) for one in result.divisions]),
        groups=[_group_part(group, place, voices) for place, group in enumerate(result.groups)],
        no_groups="" if result.distinct else sentences.no_groups(result),
        drawing=_drawing(result, own_point),
        levels=[LevelRow(one, sentences.level_of(one)) for one in result.levels],
    )


def _rows(result: ShownResult, findings: Sequence[Finding], *, against: bool = False) -> Rows:
    rows = [_row(result, finding, against) for finding in findings[:MOST_ROWS]]
    return Rows(rows, max(len(findings) - MOST_ROWS, 0))


def _row(result: ShownResult, finding: Finding, against: bool) -> Row:
    say = sentences.counts_against if against else sentences.counts
    holds = sentences.holds(finding.robustness, result.voices.total) if finding.common or finding.rejected else ""
    said = [say(finding.tally, result.voices), holds]
    return Row(finding.statement, _bars(result, finding, against), [*filter(None, said)])


def _division_row(result: ShownResult, one: ShownDivision) -> Row:
    said = [
        sentences.parts(one, result.groups, result.voices),
        sentences.counts(one.finding.tally, result.voices) if result.distinct else "",
        sentences.holds(one.robustness, result.voices.total),
    ]
    return Row(one.finding.statement, _bars(result, one.finding, False), [*filter(None, said)])


def _bars(result: ShownResult, finding: Finding, against: bool) -> list[Bar]:
    if not result.distinct:
        return [_bar(_("All voices"), finding.tally, against)]
    return [
        _bar(_("Group %(letter)s") % {"letter": group.letter}, tally, against)
        for group, tally in zip(result.groups, finding.by_group, strict=False)
    ]


def _bar(label: str, tally: Tally, against: bool) -> Bar:
    part = tally.disagree if against else tally.agree
    return Bar(label, segments(tally), f"{label}: {tally_in_words(tally)}", share_in_words(part, tally.seen))


def _group_part(group: ShownGroup, place: int, voices: Voices) -> GroupPart:
    rows = [
        Row(
            one.statement,
            [
                _bar(_("Group %(letter)s") % {"letter": group.letter}, one.tally, one.side == "disagree"),
                _bar(_("All others"), one.others, one.side == "disagree"),
            ],
            [sentences.stands_for(one)],
        )
        for one in group.representing
    ]
    return GroupPart(
        group.letter,
        voices_in_words(group.size, voices.kind),
        sentences.stable(group.stability),
        rows,
        all(one.significant for one in group.representing),
        class_of(place),
        shape(place, 7, 7, 6),
    )


def _drawing(result: ShownResult, own_point: int | None) -> Drawing | None:
    if result.points:
        return points_drawn([(one.x, one.y, one.group) for one in result.points], own_point)
    if result.centres and result.distinct:
        centres = [(one.x, one.y, one.group) for one in result.centres]
        return centres_drawn(
            centres, [group.size for group in result.groups], [group.letter for group in result.groups]
        )
    return None
