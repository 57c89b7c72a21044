"""The simple structure of a plain text: paragraphs, and lists of lines that begin with a dash or a number."""

import re
from dataclasses import dataclass

POINT = re.compile(r"\s*[-*•–—]\s+(\S.*)")
NUMBERED = re.compile(r"\s*(\d{1,4})[.)]\s+(\S.*)")


@dataclass(frozen=True)
class Block:
    """`kind` is `text`, `points` or `numbers`; `first` is the number that a list begins with."""

    kind: str
    lines: tuple[str, ...]
    first: int = 1


def text_blocks(text: str) -> list[Block]:
    """No line that says anything is left out; a number that does not follow the one before begins another list."""
    blocks: list[Block] = []
    apart = True
    for line in text.splitlines():
        if not line.strip():
            apart = True
            continue
        kind, number, words = _read(line)
        last = blocks[-1] if blocks else None
        if last and _goes_on(last, kind, number, apart=apart):
            blocks[-1] = Block(kind, (*last.lines, words), last.first)
        else:
            blocks.append(Block(kind, (words,), number))
        apart = False
    return blocks


def _goes_on(block: Block, kind: str, number: int, *, apart: bool) -> bool:
    if block.kind != kind or (apart and kind == "text"):
        return False
    return kind != "numbers" or number == block.first + len(block.lines)


def _read(line: str) -> tuple[str, int, str]:
    if point := POINT.fullmatch(line):
        return "points", 1, point[1].strip()
    if numbered := NUMBERED.fullmatch(line):
        return "numbers", int(numbered[1]), numbered[2].strip()
    return "text", 1, line.strip()
