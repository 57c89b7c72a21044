"""A result read back from its facts. What is missing there is empty here, so that an older result still shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from enlace.consultations.common_ground.findings import Side
from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.results.facts import Facts
from enlace.consultations.results.members_facts import MembersPart, members_part
from enlace.consultations.results.wording import Voices, letter_of
from enlace.core.texts import Text, Texts


@dataclass(frozen=True)
class ShownStatement:
    """As it was when the result was published. `challenge` is empty unless it is a priority."""

    id: int
    number: int
    texts: Texts
    challenge_titles: Texts
    challenge_id: int | None

    @property
    def text(self) -> Text:
        return self.texts.in_language()

    @property
    def challenge(self) -> Text:
        return self.challenge_titles.in_language()


@dataclass(frozen=True)
class Finding:
    """How a statement stands; `by_group` in the order of the groups. `robustness` is None where counts are rounded."""

    statement: ShownStatement
    tally: Tally
    by_group: tuple[Tally, ...]
    gic_mean: float
    robustness: float | None
    common: bool
    rejected: bool


@dataclass(frozen=True)
class Representing:
    """What tells a group from the others; see `common_ground.findings.Representative`."""

    statement: ShownStatement
    side: Side
    tally: Tally
    others: Tally
    robustness: float | None
    significant: bool


@dataclass(frozen=True)
class ShownGroup:
    id: Any
    letter: str
    size: int
    stability: float | None
    representing: tuple[Representing, ...]


@dataclass(frozen=True)
class ShownDivision:
    """`agrees` and `disagrees`: places of the groups that lean most to either side."""

    finding: Finding
    agrees: int
    disagrees: int
    robustness: float | None


@dataclass(frozen=True)
class Point:
    """On the map; `group` is the place of its group."""

    x: float
    y: float
    group: int


@dataclass(frozen=True)
class Levels:
    """Of those who agree with a priority, how many would act at each level, and for how many its importance is high."""

    statement: ShownStatement
    voices: int
    local: int
    national: int
    binational: int
    regional: int
    high_importance: int


@dataclass(frozen=True)
class ShownResult:
    anonymous: bool = False
    too_few: bool = False
    voices: Voices = field(default_factory=lambda: Voices(0))
    statements: Mapping[int, ShownStatement] = field(default_factory=dict)
    distinct: bool = False
    groups: tuple[ShownGroup, ...] = ()
    consensus: tuple[Finding, ...] = ()
    divisions: tuple[ShownDivision, ...] = ()
    trials: Sequence[Mapping[str, Any]] = ()
    points: tuple[Point, ...] = ()
    centres: tuple[Point, ...] = ()
    levels: tuple[Levels, ...] = ()
    members: MembersPart | None = None

    @property
    def common(self) -> list[Finding]:
        return [one for one in self.consensus if one.common]

    @property
    def rejected(self) -> list[Finding]:
        """What most are against in every group, the clearest first."""
        return [one for one in reversed(self.consensus) if one.rejected]


def shown_result(facts: Facts, *, with_members: bool) -> ShownResult:
    """`with_members`: whether the reader may have what is for the member states and the secretariat."""
    statements = {one["id"]: _statement(one) for one in facts.get("statements", ())}
    groups = tuple(_group(one, place, statements) for place, one in enumerate(facts.get("groups", ())))
    places = {group.id: place for place, group in enumerate(groups)}
    consensus = tuple(
        _finding(one, statements) for one in facts.get("consensus", ()) if one.get("statement") in statements
    )
    by_statement = {one.statement.id: one for one in consensus}
    return ShownResult(
        anonymous=facts.get("anonymous", False),
        too_few=facts.get("too_few", False),
        voices=Voices(**facts.get("voices", {"total": 0})),
        statements=statements,
        distinct=facts.get("distinct", False),
        groups=groups,
        consensus=consensus,
        divisions=tuple(
            _division(one, by_statement, places)
            for one in facts.get("divisions", ())
            if one["statement"] in by_statement
        ),
        trials=facts.get("trials", ()),
        points=_points(facts, "points", places),
        centres=_points(facts, "centres", places),
        levels=tuple(
            Levels(**one | {"statement": statements[one["statement"]]})
            for one in facts.get("levels", ())
            if one["statement"] in statements
        ),
        members=members_part(facts) if with_members else None,
    )


def _statement(one: Facts) -> ShownStatement:
    challenge = one.get("challenge") or {}
    return ShownStatement(
        one["id"], one["number"], Texts(one["text"]), Texts(challenge.get("title")), challenge.get("id")
    )


def _tally(one: Facts) -> Tally:
    return Tally(one["agree"], one["disagree"], one["pass"])


def _finding(one: Facts, statements: Mapping[int, ShownStatement]) -> Finding:
    return Finding(
        statements[one["statement"]],
        _tally(one),
        tuple(map(_tally, one["by_group"])),
        one["gic_mean"],
        one["robustness"],
        one["common"],
        one["rejected"],
    )


def _group(one: Facts, place: int, statements: Mapping[int, ShownStatement]) -> ShownGroup:
    representing = tuple(
        Representing(
            statements[each["statement"]],
            each["side"],
            _tally(each),
            _tally(each["others"]),
            each["robustness"],
            each["significant"],
        )
        for each in one["representative"]
    )
    return ShownGroup(one["id"], letter_of(place), one["size"], one["stability"], representing)


def _division(one: Facts, findings: Mapping[int, Finding], places: Mapping[Any, int]) -> ShownDivision:
    return ShownDivision(findings[one["statement"]], places[one["agrees"]], places[one["disagrees"]], one["robustness"])


def _points(facts: Facts, kind: str, places: Mapping[Any, int]) -> tuple[Point, ...]:
    return tuple(Point(one["x"], one["y"], places[one["group"]]) for one in facts.get("map", {}).get(kind, ()))
