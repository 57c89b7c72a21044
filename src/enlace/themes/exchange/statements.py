"""Turtle as a list of statements, each with its line. No Django; runs in a process of its own (`core.confined`).

rdflib's parser of Turtle reads the text that it is given and nothing else: it opens no address. Statements come in the
order of the file, which a graph would not keep.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser

BATCH = 500
SNIPPET = 40


class Broken(Exception):
    """The text is no Turtle from `line` on; `near` is what stands there."""

    def __init__(self, line: int, near: str) -> None:
        super().__init__(line, near)
        self.line, self.near = line, near


class _Sink(RDFSink):
    """Keeps statements as JSON will write them, instead of a graph."""

    def __init__(self) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.line, self.lines = 0, deque[int]()
        self.statements: list[dict[str, Any]] = []

    def newBlankNode(self, arg: Any = None, uri: str | None = None, why: Any = None) -> BNode:
        self.counter += 1
        return BNode(f"b{self.counter}")

    def makeStatement(self, quadruple: Any, why: Any = None) -> None:
        subject, predicate, thing = (self.normalise(None, quadruple[place]) for place in (2, 1, 3))
        if self.lines:
            self.line = self.lines.popleft()
        said = {"line": self.line, "subject": _name(subject), "predicate": _name(predicate)}
        if isinstance(thing, Literal):
            said |= {"text": str(thing), "language": (thing.language or "").lower()}
        else:
            said |= {"object": _name(thing)}
        self.statements.append(said)


class _Parser(SinkParser):
    """Tells the sink on which lines the objects stand of which it is about to be told."""

    def __init__(self, sink: _Sink, text: str, base: str) -> None:
        super().__init__(sink, baseURI=base, turtle=True)
        self.sink = sink
        self.begun: list[list[int]] = [[]]
        self.ends = [at for at, letter in enumerate(text) if letter == "\n"]

    def line_at(self, place: int) -> int:
        return bisect_right(self.ends, place - 1) + 1

    def object(self, argstr: str, i: int, res: Any) -> int:
        begins = self.skipSpace(argstr, i)
        self.begun[-1].append(self.line_at(max(begins, i)))
        return super().object(argstr, i, res)

    def objectList(self, argstr: str, i: int, res: Any) -> int:
        self.begun.append([])
        end = super().objectList(argstr, i, res)
        self.sink.lines = deque(self.begun.pop())
        return end


def read_statements(text: str, base: str) -> list[dict[str, Any]]:
    """Raises Broken."""
    sink = _Sink()
    parser = _Parser(sink, text, base)
    try:
        parser.loadBuf(text)
    except BadSyntax as bad:
        place = min(max(bad._i, 0), len(text))
        raise Broken(parser.line_at(place), " ".join(text[place : place + SNIPPET].split())) from None
    except RecursionError:
        raise Broken(parser.lines + 1, "…") from None
    except (IndexError, KeyError, ValueError, AttributeError, TypeError, AssertionError):
        raise Broken(max(sink.line, 1), "") from None
    return sink.statements


def _name(node: Any) -> str:
    if isinstance(node, BNode):
        return f"_:{node}"
    return str(node) if isinstance(node, URIRef) else f"_:{node!r}"


def main(job: dict[str, str]) -> Iterator[Any]:
    """The statements in batches, or where the text is broken."""
    try:
        found = read_statements(job["text"], job["base"])
    except Broken as broken:
        yield {"line": broken.line, "near": broken.near}
        return
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]
