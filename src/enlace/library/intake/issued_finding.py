"""The date of what was read, as precise as it stands there: on the first pages, in its name, or when it was made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError

from enlace.core.clock import today
from enlace.core.languages import language_codes
from enlace.core.partial_dates import is_partial_date
from enlace.core.plain import plain
from enlace.library.intake.page_words import lines_of
from enlace.library.intake.titles import Proposal

LANGUAGES = ("es", "en", "pt")
PAGES, MOST_LINES, FIRST_YEAR = 2, 250, 1945
YEAR = r"(?P<year>(?:19|20)\d\d)"
ISO = re.compile(rf"(?<!\d){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
FIGURES = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}}) ?[/.-] ?(?P<month>\d{{1,2}}) ?[/.-] ?{YEAR}(?!\d)")
ALONE = re.compile(rf"(?<![\d/.-]){YEAR}(?![\d/-]|\.\d)")
SAYS_SO = re.compile(r"©|copyright|\bdistr\b|fecha|\bdate\b|\bdata:|publica|edici|edition|edic|impres|printed")
AROUND = 28
"""So many more letters than its date has a line that is about nothing else."""


@dataclass(frozen=True)
class Found:
    issued: str
    weight: int


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for code in dict.fromkeys((*LANGUAGES, *language_codes())):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code, sep="-").months["format"][width].items():
                names.setdefault(plain(name).strip("."), int(number))
    return names


@cache
def _in_words() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    of = r"(?:\s+(?:de|del|of)|,)?\s+"
    return (
        re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|o|º)?{of}(?P<month>{month})\.?{of}{YEAR}(?!\d)"),
        re.compile(rf"\b(?P<month>{month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{YEAR}(?!\d)"),
        re.compile(rf"\b(?P<month>{month})\.?{of}{YEAR}(?!\d)"),
    )


def issued_of(texts: Sequence[str], metadata: dict[str, str], name: str) -> Proposal[str]:
    """What stands on a line of its own comes before what a sentence mentions; empty where nothing says when."""
    for wanted in (2, 1):
        for number, text in enumerate(texts[:PAGES], start=1):
            found = [one for one in _dates(text) if one.weight >= wanted]
            if found:
                best = max(found, key=lambda one: (one.weight, len(one.issued)))
                return Proposal(best.issued, f"page_{number}")
        if wanted == 2 and (named := _year_of(name)):
            return Proposal(named, "name")
        if wanted == 2 and (made := _year_of(metadata.get("created", "")[2:6])):
            return Proposal(made, "metadata")
    return Proposal("", "")


def _dates(text: str) -> Iterator[Found]:
    for line in lines_of(text)[:MOST_LINES]:
        folded = plain(line)
        for pattern in (ISO, *_in_words(), FIGURES, ALONE):
            match = pattern.search(folded)
            issued = _issued(match) if match else ""
            if match and issued:
                own = len(folded) <= len(match[0]) + AROUND or bool(SAYS_SO.search(folded))
                yield Found(issued, 2 if own and (len(issued) > 4 or SAYS_SO.search(folded) or _lone(folded)) else 1)
                break


def _lone(line: str) -> bool:
    """A year beside a word or two, as a cover has it: `Mexico, 2015`."""
    return len(line.split()) <= 3


def _issued(match: re.Match[str]) -> str:
    groups = match.groupdict()
    month, day = groups.get("month") or "", int(groups.get("day") or 0)
    number = int(month) if month.isdigit() else _months().get(month, 0)
    parts = [groups["year"], f"{number:02}" if month else "", f"{day:02}" if day else ""]
    if match.re is FIGURES and day <= 12 and number != day:
        parts = parts[:1]
    issued = "-".join(part for part in parts if part)
    return issued if _is_plausible(issued) else ""


def _is_plausible(issued: str) -> bool:
    try:
        is_partial_date(issued)
    except ValidationError:
        return False
    return int(issued[:4]) >= FIRST_YEAR and issued <= f"{today().isoformat()}~"


def _year_of(text: str) -> str:
    years = [match["year"] for match in ALONE.finditer(text.replace("_", " ")) if _is_plausible(match["year"])]
    return years[-1] if years else ""
