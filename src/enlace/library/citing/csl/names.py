"""Names of people and bodies as a style writes them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enlace.library.citing.csl.style import Node, Words
from enlace.library.citing.csl.wording import ITALIC, UPRIGHT, joined

PARTICLES = re.compile(r"((?:(?:[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ]*\s+)|(?:[a-z]{1,3}['’]))+)(?=\S)")
type Name = Mapping[str, str]


@dataclass(frozen=True)
class Manner:
    """How a list of names is written: the options of `name`, else those of the style."""

    name: Node
    options: Mapping[str, str]
    words: Words

    def option(self, name: str, otherwise: str = "") -> str:
        inherited = {"form": "name-form", "delimiter": "name-delimiter"}.get(name, name)
        return self.name.get(name) or self.options.get(inherited, otherwise)

    @property
    def delimiter(self) -> str:
        if "delimiter" in self.name.at:
            return self.name.at["delimiter"]
        return self.options.get("name-delimiter", ", ")


def written_names(names: Sequence[Name], manner: Manner, et_al: Node | None) -> str:
    shown, rest = _shown(names, manner)
    inverted = manner.option("name-as-sort-order")
    told = [
        _name(one, manner, inverted == "all" or (inverted == "first" and place == 0)) for place, one in enumerate(shown)
    ]
    if not rest:
        return _with_and(told, bool(inverted), shown, manner)
    body = joined(told, manner.delimiter, inside=False)
    if manner.option("et-al-use-last") == "true" and rest > 1:
        return f"{body}{manner.delimiter}… {_name(names[-1], manner, inverted == 'all')}"
    others = manner.words.term((et_al.get("term") if et_al else "") or "et-al")
    if et_al is not None and et_al.get("font-style") == "italic":
        others = f"{ITALIC}{others}{UPRIGHT}"
    comma = _precedes(manner.option("delimiter-precedes-et-al", "contextual"), len(told) > 1, bool(inverted))
    return f"{body}{manner.delimiter if comma else ' '}{others}"


def _shown(names: Sequence[Name], manner: Manner) -> tuple[Sequence[Name], int]:
    least, first = int(manner.option("et-al-min", "0")), int(manner.option("et-al-use-first", "1"))
    if not least or len(names) < least:
        return names, 0
    return names[:first], len(names) - first


def _with_and(told: list[str], inverted: bool, names: Sequence[Name], manner: Manner) -> str:
    wanted = manner.option("and")
    if len(told) < 2 or not wanted:
        return joined(told, manner.delimiter, inside=False)
    last_but_one = inverted and "literal" not in names[-2]
    if manner.option("name-as-sort-order") == "first":
        last_but_one = last_but_one and len(told) == 2
    comma = _precedes(manner.option("delimiter-precedes-last", "contextual"), len(told) > 2, last_but_one)
    word = "&" if wanted == "symbol" else manner.words.term("and")
    return f"{joined(told[:-1], manner.delimiter, inside=False)}{manner.delimiter if comma else ' '}{word} {told[-1]}"


def _precedes(rule: str, several: bool, inverted: bool) -> bool:
    return {"always": True, "never": False, "after-inverted-name": inverted}.get(rule, several)


def _name(name: Name, manner: Manner, inverted: bool) -> str:
    if "literal" in name:
        return name["literal"]
    particle, family = _family(name.get("family", ""))
    given = _given(name.get("given", ""), manner)
    if manner.option("form") == "short":
        return f"{particle}{family}"
    if not inverted:
        return f"{given} {particle}{family}".strip()
    demoted = particle and manner.options.get("demote-non-dropping-particle", "display-and-sort") == "display-and-sort"
    order = [family, f"{given} {particle}".strip()] if demoted else [f"{particle}{family}", given]
    return manner.option("sort-separator", ", ").join(one.strip() for one in order if one.strip())


def _family(family: str) -> tuple[str, str]:
    """`da Silva` → `da `, `Silva`; a name of small letters alone has no particle."""
    found = PARTICLES.match(family)
    return (found[1], family[found.end() :]) if found else ("", family)


def _given(given: str, manner: Manner) -> str:
    mark = manner.options.get("initialize-with")
    if mark is None or manner.option("initialize") == "false" or not given:
        return given
    told = []
    for word in given.replace(".", ". ").split():
        parts = [part for part in word.split("-") if part.strip(".")]
        if word[0].islower():
            told.append(f"{word} ")
        else:
            told.append("-".join(f"{part[0].upper()}{mark.strip()}" for part in parts) + " " * mark.endswith(" "))
    return "".join(told).strip()
