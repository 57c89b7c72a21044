"""The common ground of an export, as sentences for whoever typed the command."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill

from enlace.consultations.common_ground.findings import CommonGround, Division, Group, StatementFinding
from enlace.consultations.common_ground.tallies import Tally

from .export import PolisExport, readable

WIDTH = 100
SHOWN = 10


def in_words(found: CommonGround, export: PolisExport) -> str:
    """What all agree on first, then what divides, then what each group stands for."""
    texts = {one.id: " ".join(readable(one.text).split()) or "(no text)" for one in export.statements}

    def said(statement: object, *facts: str) -> str:
        quoted = fill(f"{statement}: {texts[statement]}", WIDTH, initial_indent="  ", subsequent_indent="     ")  # type: ignore[index]
        return "\n".join(
            [quoted, *(fill(fact, WIDTH, initial_indent="     ", subsequent_indent="     ") for fact in facts)]
        )

    common = [said(one.statement, *_of_statement(one, found)) for one in found.consensus if one.common]
    rejected = [said(one.statement, *_of_statement(one, found)) for one in reversed(found.consensus) if one.rejected]
    divides = [said(one.statement, _of_division(one, found.groups)) for one in found.divisions]
    parts: list[tuple[str, Sequence[str]]] = [
        (_heading(found, export), [*_groups(found)]),
        ("Where all agree", _first(common) or ["  On nothing clearly."]),
        ("Where all disagree", _first(rejected)),
        ("What divides", divides),
    ]
    for group in found.groups if found.distinct else ():
        for_group = [
            said(one.statement, f"{_side(one.side, one.tally)}; others: {_side(one.side, one.others)}.")
            for one in group.representative
        ]
        parts.append((f"What group {group.id} stands for", for_group or ["  For nothing that others do not."]))
    parts.append(
        ("To look at", [fill(one, WIDTH, initial_indent="  ", subsequent_indent="  ") for one in export.findings])
    )
    return "\n\n".join("\n".join([heading, *lines]) for heading, lines in parts if lines)


def _heading(found: CommonGround, export: PolisExport) -> str:
    topic = [" ".join(readable(export.topic).split())] if export.topic else []
    left_out = f" ({len(export.left_out)} more were left out)" if export.left_out else ""
    counts = f"{found.voters} voted on {len(found.consensus)} statements{left_out}; {len(found.counted)} are counted."
    return "\n".join([*topic, counts])


def _groups(found: CommonGround) -> Iterator[str]:
    if not found.distinct:
        yield "No distinct groups of opinion."
        return
    for group in found.groups:
        stability = "" if group.stability is None else f", stability {group.stability:.2f}"
        yield f"Group {group.id}: {group.size}{stability}"


def _of_statement(one: StatementFinding, found: CommonGround) -> Iterable[str]:
    yield f"{_counts(one.tally)}. Holds in {_percent(one.robustness)} of runs without one voter."
    if found.distinct:
        yield f"Agree by group: {_by_group(one.by_group, found.groups)}."


def _of_division(one: Division, groups: Sequence[Group]) -> str:
    if len(groups) < 2:
        return f"{_counts(one.by_group[0])}."
    return f"Agree by group: {_by_group(one.by_group, groups)}."


def _by_group(tallies: Iterable[Tally], groups: Iterable[Group]) -> str:
    return ", ".join(f"{group.id}: {tally.agree} of {tally.seen}" for group, tally in zip(groups, tallies, strict=True))


def _counts(tally: Tally) -> str:
    return f"{tally.agree} agree, {tally.disagree} disagree, {tally.passed} pass"


def _side(side: str, tally: Tally) -> str:
    return f"{tally.agree if side == 'agree' else tally.disagree} of {tally.seen} {side}"


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], f"  … and {more} more."] if more > 0 else lines


def _percent(share: float) -> str:
    """Never 100 % where something is missing."""
    return f"{int(share * 100 + 1e-9)} %"
