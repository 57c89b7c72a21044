"""The data annex of an edition: its records as they were, and every figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from enlace.network.exchange.table_writing import Written, as_csv
from enlace.reports.document.blocks import Document

FIGURES = "figures"


def lists_of(document: Document) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """By name: the records that it was drawn from, and its figures."""
    figures = [{"figure": name, "value": value} for name, value in document.figures.items()]
    return {**document.data, FIGURES: figures}


def columns_of(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def list_csv(name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    columns = columns_of(rows)
    return as_csv(Written(name, columns, [[str(row.get(one, "")) for one in columns] for row in rows]))
