"""The findings of a result as a table: a line for each statement, in the order of common ground."""

from collections.abc import Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.consultations.models import Approach
from enlace.consultations.results.queries import ReadResult
from enlace.consultations.results.shown import Finding, Levels, ShownResult
from enlace.consultations.results.working import Answered
from enlace.network.exchange.table_writing import Written, as_csv

DECIMALS = 4


def findings_table(read: ReadResult, *, illustrative: bool) -> bytes:
    """As CSV, in the reader's language; who answered what stands in it for whom `read` tells it."""
    result = read.page.result
    levels = {one.statement.id: one for one in result.levels}
    names = bool(read.working)
    header = [*_header(result), *(_names_header() if names else ()), *([_("Illustrative")] if illustrative else [])]
    rows = [
        [
            *_line(finding, result, _kinds(result), levels.get(finding.statement.id)),
            *(_names(by) if names else ()),
            *([_("yes")] if illustrative else []),
        ]
        for finding, by in read.rows
    ]
    return as_csv(Written(_("Common ground"), header, rows))


def _header(result: ShownResult) -> list[str]:
    answers = [_("Agree"), _("Disagree"), _("Passes")]
    groups = [
        _("Group %(letter)s") % {"letter": group.letter} + f": {answer.lower()}"
        for group in (result.groups if result.distinct else ())
        for answer in answers
    ]
    return [
        *(_("Number"), _("Statement"), _("Challenge"), *answers, *groups, _("Finding")),
        *(_("Group-informed consensus (geometric mean)"), _("Share of trials in which it holds")),
        *(capfirst(str(level.label)) for level in Approach),
        _("High importance"),
    ]


def _kinds(result: ShownResult) -> Mapping[int, str]:
    divided = {one.finding.statement.id: _("they part") for one in result.divisions}
    common = {one.statement.id: _("common ground") for one in result.common}
    return divided | common | {one.statement.id: _("rejected") for one in result.rejected}


def _line(finding: Finding, result: ShownResult, kinds: Mapping[int, str], levels: Levels | None) -> Sequence[str]:
    tallies = [finding.tally, *(finding.by_group if result.distinct else ())]
    kind = kinds.get(finding.statement.id, "")
    robustness = "" if finding.robustness is None or not kind else f"{finding.robustness:.{DECIMALS}f}"
    at = [getattr(levels, level.value) for level in Approach] if levels else [""] * len(Approach)
    return [
        *(str(finding.statement.number), str(finding.statement.text), str(finding.statement.challenge)),
        *(str(count) for tally in tallies for count in (tally.agree, tally.disagree, tally.passed)),
        *(kind, f"{finding.gic_mean:.{DECIMALS}f}", robustness),
        *map(str, at),
        str(levels.high_importance) if levels else "",
    ]


def _names_header() -> list[str]:
    return [_("Who agrees"), _("Who disagrees"), _("Who passes")]


def _names(by: Answered | None) -> list[str]:
    return [by.agree, by.disagree, by.passed] if by else ["", "", ""]
