"""Facts of a report read back, tolerantly: what is missing or not understood is left out, never a reason to fail."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from enlace.commitments.models import Body
from enlace.core.texts import Texts


@dataclass(frozen=True)
class KeptReport:
    id: int
    as_of: date | None
    percent: int | None
    value: str
    audience: str
    evidence: Sequence[tuple[int, str]]
    """Ids with their audiences."""


@dataclass(frozen=True)
class KeptAsked:
    commitment_id: int
    body: Body
    reports: Sequence[KeptReport]


@dataclass(frozen=True)
class KeptBody:
    """A state has a code, an observer a name."""

    body: Body
    code: str
    name: Texts


@dataclass(frozen=True)
class KeptCommitment:
    id: int
    title: Texts
    audience: str
    illustrative: bool


@dataclass(frozen=True)
class Kept:
    bodies: Mapping[Body, KeptBody]
    commitments: Mapping[int, KeptCommitment]
    asked: Sequence[KeptAsked]


def read_facts(facts: Any) -> Kept:
    bodies = {body: _body(body, row) for row in _rows(facts, "bodies") if (body := _body_of(row))}
    commitments = {row["id"]: _commitment(row) for row in _rows(facts, "commitments") if _is_id(row.get("id"))}
    asked = [
        KeptAsked(row["commitment"], body, list(_reports(row)))
        for row in _rows(facts, "asked")
        if (body := _body_of(row)) in bodies and row.get("commitment") in commitments
    ]
    return Kept(bodies, commitments, asked)


def _rows(facts: Any, name: str) -> Iterator[dict[str, Any]]:
    rows = facts.get(name) if isinstance(facts, dict) else None
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _body_of(row: dict[str, Any]) -> Body | None:
    kind, pk = row.get("kind"), row.get("id")
    if kind not in {"state", "organisation"} or not isinstance(pk, int):
        return None
    return ("state", pk) if kind == "state" else ("organisation", pk)


def _texts(value: Any) -> Texts:
    return Texts({c: t for c, t in value.items() if isinstance(t, str)} if isinstance(value, dict) else None)


def _body(body: Body, row: dict[str, Any]) -> KeptBody:
    return KeptBody(body, str(row.get("code") or ""), _texts(row.get("name")))


def _commitment(row: dict[str, Any]) -> KeptCommitment:
    return KeptCommitment(row["id"], _texts(row.get("title")), str(row.get("audience")), bool(row.get("illustrative")))


def _reports(row: dict[str, Any]) -> Iterator[KeptReport]:
    for one in _rows(row, "reports"):
        if _is_id(one.get("id")):
            percent = one.get("percent")
            evidence = [(e["id"], str(e.get("audience"))) for e in _rows(one, "evidence") if _is_id(e.get("id"))]
            yield KeptReport(
                id=one["id"],
                as_of=_day(one.get("as_of")),
                percent=percent if _is_id(percent) else None,
                value=str(one.get("value") or ""),
                audience=str(one.get("audience")),
                evidence=evidence,
            )


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
