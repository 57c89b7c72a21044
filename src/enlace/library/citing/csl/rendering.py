"""One record as an entry of a list of references: the rendering of CSL 1.0.2, without what only several entries need.

Written for this program, since the pages of the library ask for three citations each time: what was on offer in Python
follows about half of the rules that these styles use. `tests/test_citing_styles.py` compares it with citeproc-js.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from enlace.library.citing.csl.dates import written_date
from enlace.library.citing.csl.names import Manner, written_names
from enlace.library.citing.csl.style import Node, Style
from enlace.library.citing.csl.wording import ITALIC, QUOTE, UNQUOTE, UPRIGHT, cased, glue, joined, plain, typed

NAMES = frozenset({"author", "editor", "translator"})
NUMERIC = re.compile(r"[a-zA-Z]?\d+[a-zA-Z]*(?:\s*[,&/–-]\s*[a-zA-Z]?\d+[a-zA-Z]*)*")
SEVERAL = re.compile(r"\d\s*[,&–-]\s*\w*\d")
NONE = Node("none", {})


class Drawn(NamedTuple):
    """What an element gave: whether it asked for a variable, and whether one was there."""

    text: str = ""
    asked: bool = False
    found: bool = False


class Entry:
    """A record (CSL-JSON) while it is drawn; `spent` are the variables that stood in for another and stand no more."""

    def __init__(self, style: Style, record: Mapping[str, Any], *, english: bool) -> None:
        self.style, self.words, self.english = style, style.words, english
        self.record = record
        self.spent: set[str] = set()
        self.drawing: dict[str, Callable[[Node], Drawn]] = {
            "text": self.text,
            "names": self.names,
            "date": self.date,
            "number": self.number,
            "label": self.label,
            "group": self.group,
        }
        self.used: list[str] = []
        self.like: Node | None = None

    def drawn(self) -> str:
        layout = self.style.layout
        return self.affixed(layout, self.join(self.children(layout.children), layout.get("delimiter")))

    def children(self, nodes: Iterable[Node]) -> list[Drawn]:
        """Of each element; a choice gives those of its branch, as if they stood there themselves."""
        return [self.drawing[one.tag](one) for one in self.laid_out(nodes) if one.tag in self.drawing]

    def laid_out(self, nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            if node.tag == "choose":
                yield from self.laid_out(self.chosen(node))
            else:
                yield node

    def value(self, variable: str) -> str:
        if variable in self.spent:
            return ""
        text = typed(self.record.get(variable, ""))
        if text:
            self.used.append(variable)
        return text

    def join(self, drawn: Iterable[Drawn], delimiter: str = "") -> str:
        return joined([one.text for one in drawn], delimiter, inside=self.words.inside)

    def affixed(self, node: Node, text: str) -> str:
        """In the letters that the element asks for, with what stands before and after."""
        if not text:
            return ""
        if node.get("font-style") == "italic":
            text = f"{ITALIC}{text}{UPRIGHT}"
        inside = self.words.inside
        return glue(glue(node.get("prefix"), text, inside=inside), node.get("suffix"), inside=inside)

    def finished(self, node: Node, text: str, *, word: bool = False) -> str:
        """`word`: one of the language's, not of the record's."""
        if text and node.get("strip-periods") == "true":
            text = text.replace(".", "")
        text = cased(text, node.get("text-case"), english=self.english or word)
        if text and node.get("quotes") == "true":
            text = f"{QUOTE}{text}{UNQUOTE}"
        return self.affixed(node, text)

    def text(self, node: Node) -> Drawn:
        if "macro" in node.at:
            drawn = self.children(self.style.macros[node.at["macro"]].children)
            text = self.finished(node, self.join(drawn))
            return Drawn(text, any(one.asked for one in drawn), any(one.found for one in drawn) or bool(text))
        if "variable" in node.at:
            text = self.finished(node, self.value(node.at["variable"]))
            return Drawn(text, node.at["variable"] != "year-suffix", bool(text))
        many = node.get("plural") == "true"
        text = node.get("value") or self.words.term(node.get("term"), node.get("form", "long"), many=many)
        return Drawn(self.finished(node, text, word=True))

    def number(self, node: Node) -> Drawn:
        text = self.finished(node, self.value(node.at["variable"]))
        return Drawn(text, True, bool(text))

    def date(self, node: Node) -> Drawn:
        variable = node.at["variable"]
        parts = self.date_parts(variable) if variable not in self.spent else []
        text = self.affixed(node, cased(written_date(node, parts, self.words), node.get("text-case"), english=False))
        if text:
            self.used.append(variable)
        return Drawn(text, True, bool(text))

    def date_parts(self, variable: str) -> Sequence[int]:
        return next(iter(self.record.get(variable, {}).get("date-parts", [])), [])

    def label(self, node: Node) -> Drawn:
        variable = node.get("variable")
        value = "" if variable in self.spent else plain(self.record.get(variable, ""))
        if not value:
            return Drawn()
        rule = node.get("plural", "contextual")
        many = rule == "always" or (rule == "contextual" and bool(SEVERAL.search(value)))
        return Drawn(self.finished(node, self.words.term(variable, node.get("form", "long"), many=many), word=True))

    def group(self, node: Node) -> Drawn:
        """Nothing, where it asks for variables and none is there."""
        drawn = self.children(node.children)
        asked, found = any(one.asked for one in drawn), any(one.found for one in drawn)
        if asked and not found:
            return Drawn(asked=True)
        text = self.affixed(node, self.join(drawn, node.get("delimiter")))
        return Drawn(text, asked or bool(text), bool(text))

    def names(self, node: Node) -> Drawn:
        """What stands in for others and has no manner of its own is written as they would be (`like`)."""
        manner = node if node.children or self.like is None else self.like
        told = [text for role, people in self.roles(node) if (text := self.role(manner, role, people))]
        text = joined(told, node.get("delimiter") or self.style.options.get("names-delimiter", ""), inside=False)
        if text:
            return Drawn(self.affixed(node, text), True, True)
        return self.substitute(node) if node.child("substitute") else Drawn(asked=True)

    def roles(self, node: Node) -> list[tuple[str, Sequence[Mapping[str, str]]]]:
        """Who is named in which part; one who both edited and translated is named once."""
        asked = [one for one in node.get("variable").split() if one not in self.spent and self.record.get(one)]
        self.used += asked
        if {"editor", "translator"} <= set(asked) and self.record["editor"] == self.record["translator"]:
            return [("editortranslator", self.record["editor"])]
        return [(one, self.record[one]) for one in asked]

    def role(self, parts: Node, role: str, people: Sequence[Mapping[str, str]]) -> str:
        name = parts.child("name") or NONE
        manner = Manner(name, self.style.options, self.words)
        cleaned = [{key: typed(value) for key, value in one.items()} for one in people]
        told = self.affixed(name, written_names(cleaned, manner, parts.child("et-al")))
        order = [one.tag for one in parts.children if one.tag in ("name", "label")]
        label = parts.child("label")
        if label is None:
            return told
        rule = label.get("plural", "contextual")
        many = rule == "always" or (rule == "contextual" and len(people) > 1)
        word = self.finished(label, self.words.term(role, label.get("form", "long"), many=many), word=True)
        pieces = [word, told] if order[0] == "label" and len(order) > 1 else [told, word]
        return joined(pieces, inside=False)

    def substitute(self, node: Node) -> Drawn:
        """What stands in for missing names: the first that there is, and it is not told again elsewhere."""
        other, outer = node.child("substitute") or NONE, self.like
        for one in self.laid_out(other.children):
            before, self.used, self.like = self.used, [], node
            text = self.join(self.children([one]))
            used, self.used, self.like = self.used, [*before, *self.used], outer
            if text:
                self.spent.update(used)
                return Drawn(self.affixed(node, text), True, True)
        return Drawn(asked=True)

    def chosen(self, node: Node) -> tuple[Node, ...]:
        for branch in node.children:
            if branch.tag == "else" or self.holds(branch):
                return branch.children
        return ()

    def holds(self, branch: Node) -> bool:
        tests = [
            self.test(name, value) for name, values in branch.at.items() if name != "match" for value in values.split()
        ]
        match = branch.get("match", "all")
        return all(tests) if match == "all" else any(tests) if match == "any" else not any(tests)

    def test(self, name: str, value: str) -> bool:
        if name == "type":
            return self.record["type"] == value
        if name == "variable":
            return bool(self.record.get(value))
        if name == "is-numeric":
            return bool(NUMERIC.fullmatch(plain(self.record.get(value, ""))))
        return False
