"""Who could work with whom, by name, as members and the secretariat read it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.common_ground.working_together import Coalition, Pair
from enlace.consultations.results.members_facts import MembersPart
from enlace.consultations.results.shown import ShownResult, ShownStatement
from enlace.consultations.results.wording import listed, voices_in_words
from enlace.core.plain import plain
from enlace.core.texts import Text
from enlace.network.drawn_map import drawn_map
from enlace.network.models import Organisation, State
from enlace.network.tile_map import Tile

MOST_PAIRS, MOST_PRIORITIES, MOST_COALITIONS, MOST_MAPS, DARKEST = 6, 8, 12, 4, 3


@dataclass(frozen=True)
class SharedPriorityLine:
    """`importance` says for whom it is how important."""

    statement: ShownStatement
    importance: str


@dataclass(frozen=True)
class ShownPair:
    """`more`: how many priorities beside those named; `numbers` of all of them."""

    names: str
    said: str
    priorities: Sequence[SharedPriorityLine]
    more: int
    numbers: str


@dataclass(frozen=True)
class Cell:
    """Of the matrix: how many priorities two states share; `kind` is the class of its shade, `none` on the diagonal."""

    text: str
    kind: str


@dataclass(frozen=True)
class MatrixRow:
    state: State
    cells: Sequence[Cell]


@dataclass(frozen=True)
class ShownCoalition:
    statement: ShownStatement
    said: str
    states: Sequence[State]
    observers: Sequence[Text]
    map: SafeString | str


@dataclass(frozen=True)
class Answered:
    """Who gave each answer, as codes of states and names of observers."""

    agree: str
    disagree: str
    passed: str


@dataclass(frozen=True)
class Working:
    """`best` pairs and `coalitions` with their evidence, the others in short; `answered`: statement → who said what."""

    best: Sequence[ShownPair]
    others: Sequence[ShownPair]
    matrix: Sequence[MatrixRow]
    coalitions: Sequence[ShownCoalition]
    other_coalitions: Sequence[ShownCoalition]
    answered: Mapping[int, Answered]


def working(result: ShownResult, day: date) -> Working | None:
    """None for who may not read it, and where there is none. Two queries. The maps show the members of `day`."""
    part = result.members
    if part is None:
        return None
    members = State.objects.members(day).values("pk")
    found = State.objects.filter(pk__in=part.state_ids) | State.objects.filter(pk__in=members)
    states = {state.pk: state for state in found}
    observers = Organisation.objects.in_bulk(part.organisation_ids) if part.organisation_ids else {}
    shown = [_pair(pair, result.statements, states) for pair in part.pairs if set(pair.states) <= states.keys()]
    coalitions = [
        _coalition(one, result.statements, part.observers, states, observers, draws=place < MOST_MAPS)
        for place, one in enumerate(part.coalitions)
        if one.statement in result.statements
    ]
    return Working(
        shown[:MOST_PAIRS],
        shown[MOST_PAIRS:],
        _matrix(part.pairs, states),
        coalitions[:MOST_COALITIONS],
        coalitions[MOST_COALITIONS:],
        {statement: _answered(part, statement, states, observers) for statement in result.statements},
    )


def _named(ids: Iterable[object], states: Mapping[object, State]) -> list[State]:
    return sorted((states[one] for one in ids if one in states), key=lambda state: plain(state.name))


def _pair(pair: Pair, statements: Mapping[int, ShownStatement], states: Mapping[int, State]) -> ShownPair:
    one, other = (states[state] for state in pair.states)  # type: ignore[index]
    lines = [
        SharedPriorityLine(
            statements[shared.statement],  # type: ignore[index]
            _importance([one, other], shared.importance),
        )
        for shared in pair.priorities
        if shared.statement in statements
    ]
    numbers = sorted(line.statement.number for line in lines)
    return ShownPair(
        listed(sorted([one.name, other.name], key=plain)),
        _said_of_pair(pair, len(lines)),
        lines[:MOST_PRIORITIES],
        max(len(lines) - MOST_PRIORITIES, 0),
        ", ".join(map(str, numbers)),
    )


def _said_of_pair(pair: Pair, count: int) -> str:
    first = ngettext(
        "Both support %(count)d priority and would act on it in pairs.",
        "Both support %(count)d priorities and would act on them in pairs.",
        count,
    ) % {"count": count}
    if pair.likeness is None:
        return first
    alike = round(pair.likeness * pair.compared)
    second = ngettext(
        "They answered %(alike)d of %(count)d statement alike.",
        "They answered %(alike)d of %(count)d statements alike.",
        pair.compared,
    ) % {"alike": alike, "count": pair.compared}
    return f"{first} {second}"


def _importance(states: Sequence[State], importance: Sequence[int | None]) -> str:
    """Argentina: high, Uruguay: medium."""
    words = {None: _("not said"), 1: _("low"), 2: _("medium"), 3: _("high")}
    given = [
        f"{state.name}: {words.get(value, value)}"
        for state, value in sorted(zip(states, importance, strict=False), key=lambda each: plain(each[0].name))
    ]
    return ", ".join(given)


def _matrix(pairs: Sequence[Pair], states: Mapping[int, State]) -> list[MatrixRow]:
    """Of the states that are in a pair, by code."""
    shared: Counter[frozenset[object]] = Counter()
    for pair in pairs:
        shared[frozenset(pair.states)] = len(pair.priorities)
    within = {one for pair in shared for one in pair}
    inside = sorted((states[one] for one in within if one in states), key=lambda state: state.code)  # type: ignore[index]
    return [MatrixRow(row, [_cell(row, column, shared) for column in inside]) for row in inside]


def _cell(row: State, column: State, shared: Mapping[frozenset[object], int]) -> Cell:
    if row == column:
        return Cell("–", "none")
    count = shared.get(frozenset({row.pk, column.pk}), 0)
    return Cell(str(count), f"n{min(count, DARKEST)}") if count else Cell("", "")


def _coalition(
    one: Coalition,
    statements: Mapping[int, ShownStatement],
    joining: Mapping[int, Sequence[int]],
    states: Mapping[int, State],
    observers: Mapping[int, Organisation],
    *,
    draws: bool,
) -> ShownCoalition:
    statement = statements[one.statement]  # type: ignore[index]
    within = _named(one.states, states)  # type: ignore[arg-type]
    names = [observers[each].shown_name for each in joining.get(statement.id, ()) if each in observers]
    said = ngettext(
        "%(states)s supports this priority and would act on it as a region.",
        "%(states)s support this priority and would act on it as a region.",
        len(within),
    ) % {"states": voices_in_words(len(within), "states")}
    return ShownCoalition(statement, said, within, names, _map(statement, within, states.values()) if draws else "")


def _map(statement: ShownStatement, within: Sequence[State], states: Iterable[State]) -> SafeString:
    inside = {state.pk for state in within}
    tiles = [_tile(state, state.pk in inside) for state in sorted(states, key=lambda state: state.code)]
    title = _("States that would act on statement %(number)d as a region") % {"number": statement.number}
    return drawn_map(tiles, title=title)


def _tile(state: State, inside: bool) -> Tile:
    said = _("%(state)s, would act") if inside else "%(state)s"
    label = said % {"state": state.name}
    return Tile(state.code, state.name, state.get_absolute_url(), state.column, state.row, inside, label)


def _answered(
    part: MembersPart, statement: int, states: Mapping[int, State], observers: Mapping[int, Organisation]
) -> Answered:
    said = {}
    for answer in ("agree", "disagree", "pass"):
        codes = sorted(states[one].code for one in part.states.get(statement, {}).get(answer, ()) if one in states)
        names = part.organisations.get(statement, {}).get(answer, ())
        said[answer] = ", ".join([*codes, *(str(observers[one].shown_name) for one in names if one in observers)])
    return Answered(said["agree"], said["disagree"], said["pass"])
