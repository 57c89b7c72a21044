"""The risk factors and indicators of the United Nations Framework of Analysis for Atrocity Crimes, read from data.

The labels are short and our own; what counts is the document (`framework/`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enlace.core.texts import Text, Texts

FILE = Path(__file__).with_name("framework") / "atrocity_crimes_2014.json"


@dataclass(frozen=True)
class Indicator:
    """`code` as the document numbers it, e.g. 7.14."""

    code: str
    label: Texts
    factor: int

    @property
    def shown_label(self) -> Text:
        return self.label.in_language()

    @property
    def prefix(self) -> str:
        """As forms and fragments of addresses take it: a point would be another thing in a selector."""
        return self.code.replace(".", "-")


@dataclass(frozen=True)
class Factor:
    """`kind` says of which crimes it is a sign: of all of them, or of genocide, of crimes against humanity, …"""

    number: int
    kind: Texts
    label: Texts
    indicators: tuple[Indicator, ...]

    @property
    def shown_label(self) -> Text:
        return self.label.in_language()

    @property
    def shown_kind(self) -> Text:
        return self.kind.in_language()


def _factor(written: Mapping[str, Any], kinds: Mapping[str, Texts]) -> Factor:
    number = written["number"]
    indicators = tuple(Indicator(one["code"], Texts(one["label"]), number) for one in written["indicators"])
    return Factor(number, kinds[written["crime"]], Texts(written["label"]), indicators)


def _read() -> tuple[Texts, dict[int, Factor]]:
    written = json.loads(FILE.read_text("utf-8"))
    kinds = {name: Texts(label) for name, label in written["crimes"].items()}
    return Texts(written["source"]), {one["number"]: _factor(one, kinds) for one in written["factors"]}


SOURCE, FACTORS = _read()
INDICATORS: Mapping[str, Indicator] = {one.code: one for factor in FACTORS.values() for one in factor.indicators}
"""By code, in the order of the document."""
