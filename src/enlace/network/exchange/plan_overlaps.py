"""Spans of days that may not meet: of one person in one role, of focal points of one state, of one member."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from enlace.network.dated import span_in_words
from enlace.network.exchange.directory_snapshot import grouped
from enlace.network.exchange.plan import Draft, Ref
from enlace.network.exchange.table_lines import Place
from enlace.network.roles import OF_STATES, Role


@dataclass(frozen=True)
class Span:
    """A mandate or membership as it will be. `place` is the row that says so; `touched` if that adds or changes it."""

    role: str
    person: Ref | None
    state: Ref | None
    organisation: Ref | None
    since: date
    until: date | None
    place: Place | None
    touched: bool

    def meets(self, other: "Span") -> bool:
        return (self.until is None or other.since <= self.until) and (other.until is None or self.since <= other.until)


def check_mandates(spans: Iterable[Span], draft: Draft) -> None:
    spans = list(spans)
    said = set()
    for mine, other in meeting(spans, _holder):
        said.add((mine, other))
        _tell(draft, mine, other, _("This person holds this role already, %(span)s%(where)s."))
    focal_points = [span for span in spans if span.role == Role.FOCAL_POINT]
    for mine, other in meeting(focal_points, lambda span: span.state):
        if mine.person != other.person:
            _tell(draft, mine, other, _("The state has a focal point already, %(span)s%(where)s."))


def check_memberships(spans: Iterable[Span], draft: Draft) -> None:
    for mine, other in meeting(spans, lambda span: (span.state, span.organisation)):
        _tell(draft, mine, other, _("This member has a membership already, %(span)s%(where)s."))


def meeting(spans: Iterable[Span], key: Callable[[Span], Hashable]) -> Iterator[tuple[Span, Span]]:
    """Pairs of one group that share a day, the one to be corrected first; none of what the table does not touch."""
    for group in grouped((key(span), span) for span in spans).values():
        group.sort(key=lambda span: span.since)
        latest = group[0]
        for span in group[1:]:
            if span.meets(latest) and (span.touched or latest.touched):
                yield _to_be_corrected(latest, span)
            if latest.until is not None and (span.until is None or span.until > latest.until):
                latest = span


def _to_be_corrected(first: Span, second: Span) -> tuple[Span, Span]:
    if not second.touched or (first.touched and second.place and first.place and first.place.row > second.place.row):
        return first, second
    return second, first


def _holder(span: Span) -> Hashable:
    body = span.state if span.role in OF_STATES else span.organisation
    return span.person, span.role, body


def _tell(draft: Draft, mine: Span, other: Span, sentence: str) -> None:
    assert mine.place is not None
    where = " " + _("(row %(row)d)") % {"row": other.place.row} if other.place else ""
    wrong = sentence % {"span": span_in_words(other.since, other.until), "where": where}
    draft.wrong(mine.place, "since", wrong, _("End the earlier one on the day before the later one begins."))
