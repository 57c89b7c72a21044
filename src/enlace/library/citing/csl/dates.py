"""Dates as a style writes them, as precise as they are known."""

from collections.abc import Sequence

from enlace.library.citing.csl.style import Node, Words
from enlace.library.citing.csl.wording import glue, joined

PARTS = ("year", "month", "day")


def written_date(node: Node, parts: Sequence[int], words: Words) -> str:
    """`parts`: year, month, day, as far as they are known."""
    known = dict(zip(PARTS, parts, strict=False))
    form = words.dates.get(node.get("form"))
    own = {one.get("name"): one for one in node.children}
    if form is None:
        drawn = [(one, _part(one, known, words)) for one in node.children]
        return joined([text for _one, text in drawn], node.get("delimiter"), inside=words.inside)
    asked = set(node.get("date-parts", "year-month-day").split("-"))
    shown = [one for one in form.children if one.get("name") in asked & known.keys()]
    told = ""
    for place, part in enumerate(shown):
        override = own.get(part.get("name"))
        merged = Node("date-part", {**part.at, **(override.at if override else {})})
        last = place == len(shown) - 1
        text = _part(Node("date-part", {**merged.at, "suffix": ""}) if last else merged, known, words)
        told = glue(told, text, inside=words.inside)
    return told


def _part(node: Node, known: dict[str, int], words: Words) -> str:
    name = node.get("name")
    if name not in known:
        return ""
    return node.get("prefix") + _number(node, name, known[name], words) + node.get("suffix")


def _number(node: Node, name: str, value: int, words: Words) -> str:
    form = node.get("form")
    if form == "numeric-leading-zeros":
        return f"{value:02}"
    if name == "month" and form != "numeric":
        text = words.term(f"month-{value:02}", form or "long")
        return text.replace(".", "") if node.get("strip-periods") == "true" else text
    if form == "ordinal" and (value == 1 or words.options.get("limit-day-ordinals-to-day-1") != "true"):
        return f"{value}{words.term(f'ordinal-{value:02}') or words.term('ordinal')}"
    return str(value)
