"""Dates that a text tells, in English, Spanish and Portuguese, and the date that a page shows."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

MONTH_NAMES = (
    "january enero janeiro|february febrero fevereiro|march marzo março marco|april abril|may mayo maio|"
    "june junio junho|july julio julho|august agosto|september septiembre setiembre setembro|october octubre outubro|"
    "november noviembre novembro|december diciembre dezembro"
)
MONTH_SHORTS = "jan ene|feb fev|mar|apr abr|mai|jun|jul|aug ago|sep sept set|oct out|nov|dec dic dez"
MONTHS = {
    name: number
    for names in (MONTH_NAMES, MONTH_SHORTS)
    for number, group in enumerate(names.split("|"), start=1)
    for name in group.split()
}
WEEKDAYS = (
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b\.?|"
    r"lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|(?:segunda|ter[cç]a|quarta|quinta|sexta)(?:-feira)?)"
)
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
ARTICLE = rf"(?:(?:the|el|los|o|os|d[ií]as?|{WEEKDAYS},?)\s+)*"
DAY = r"(?:\d{1,2}(?:\s?(?:st|nd|rd|th|ro|er|\.?[ºª°])(?![^\W\d_]))?(?!\d|[.,:]\d)|primero|1[ro](?![^\W\d_]))"
JOIN = r"(?:\s*(?:,\s*(?:and|y|e)\b|,|&)\s*)"
SPAN = r"(?:\s*(?:[-‐‑–—/]|\b(?:to|through|thru|until|a|al|ao|hasta|até|and|y|e)\b)\s*)"
DAYS = rf"{DAY}(?:(?:{SPAN}|{JOIN}){ARTICLE}{DAY}){{0,6}}"
OF = r"\s*(?:(?:of|de|del|do|-)\s*)?"
YEAR = r"(?:(?:1[89]|20)\d\d)(?!\d|[-–/]\d)"
YEAR_AFTER = rf"(?:,?\s*(?:(?:of|de|del|do)\s+)?(?P<year{{0}}>{YEAR}))?"


def _full(number: int, *, month_first: bool) -> str:
    days, month = rf"(?P<days{number}>{DAYS})", rf"(?P<month{number}>{MONTH})"
    core = rf"{month}\s+{ARTICLE}{days}" if month_first else rf"{days}{OF}{month}"
    return core + YEAR_AFTER.format(number)


def _told(*, month_first: bool) -> re.Pattern[str]:
    link = rf"(?P<link>{SPAN}|{JOIN}){ARTICLE}"
    first, second = _full(1, month_first=month_first), _full(2, month_first=month_first)
    return re.compile(rf"(?<![\w.,:/-]){first}(?:{link}{second})?(?!\w)", re.I)


TOLD = (_told(month_first=False), _told(month_first=True))
NUMERIC = re.compile(
    r"(?<![\w.,:/-])(?:(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})|"
    r"(?P<a>\d{1,2})(?P<sign>[/.-])(?P<b>\d{1,2})(?P=sign)(?P<c>(?:1[89]|20)\d\d))"
    r"(?![\w/-])"
)
SPANNED = re.compile(SPAN + ARTICLE, re.I)
SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"”»)]*\s+(?=[A-ZÁÉÍÓÚÑÂÊÔÃÕÀÇ¿¡“\"«(])")
NUMBERED_BEFORE = re.compile(
    r"\b(?:articles?|art[ií]culos?|artigos?|arts?|resolution|resoluci[oó]n|resolu[cç][aã]o|law|ley|lei|decree|decreto|"
    r"chapter|cap[ií]tulo|pages?|p[aá]ginas?|pp?|n[oº°]|n[uú]m(?:ero)?|tel|phone)\.?\s*$",
    re.I,
)
BETWEEN = re.compile(rf"\b(?:between|entre)\s+{ARTICLE}$", re.I)
AND_WORDS = frozenset({"and", "y", "e", "&", ",", ", and", ", y", ", e"})


@dataclass(frozen=True, slots=True)
class EventDate:
    """`start` and `end` are ISO dates, or “MM-DD” where the text names no year; `evidence` is the sentence."""

    start: str
    end: str
    year: int | None
    evidence: str


def event_dates(texts: Iterable[str]) -> list[EventDate]:
    """The dates told in `texts`, each once, in the order told. No year is ever guessed."""
    found: list[EventDate] = []
    for text in texts:
        matches: list[tuple[int, EventDate]] = []
        taken: list[tuple[int, int]] = []
        for pattern in TOLD:
            for match in pattern.finditer(text):
                if not any(start < match.end() and match.start() < end for start, end in taken) and _is_date(
                    text, match
                ):
                    dates = _told_dates(
                        match, _sentence(text, match.start(), match.end()), bool(BETWEEN.search(_before(text, match)))
                    )
                    taken += [match.span()] if dates else []
                    matches += [(match.start(), date) for date in dates]
        matches += _numeric_dates(text)
        found += [date for _, date in sorted(matches, key=lambda pair: pair[0])]
    return _told_once(found)


def _numeric_dates(text: str) -> list[tuple[int, EventDate]]:
    """Dates in figures; two of them joined by a word of span are one."""
    found: list[tuple[int, EventDate]] = []
    before: re.Match[str] | None = None
    for match in NUMERIC.finditer(text):
        date = _numeric_date(match)
        if date is None:
            continue
        evidence, end = _sentence(text, match.start(), match.end()), date.isoformat()
        joined = before is not None and SPANNED.fullmatch(text[before.end() : match.start()])
        if joined and found[-1][1].start < end:
            found[-1] = (found[-1][0], replace(found[-1][1], end=end))
        else:
            found.append((match.start(), EventDate(end, end, date.year, evidence)))
        before = match
    return found


def _is_date(text: str, match: re.Match[str]) -> bool:
    """A month in small letters counts only where it is no other word (“may 5”, “mar 3”), a numbered thing never."""
    if NUMBERED_BEFORE.search(_before(text, match)) and match["days1"] == match[0][: len(match["days1"])]:
        return False
    month = match["month1"].rstrip(".")
    return (
        month[0].isupper()
        or match["year1"] is not None
        or month.lower() not in {"may", "march", "mar", "set", "out", "dic", "sept", "dec", "jan", "august"}
    )


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 60) : match.start()]


def _told_dates(match: re.Match[str], evidence: str, between: bool) -> list[EventDate]:
    first, second = _days(match["days1"]), _days(match["days2"] or "")
    month1 = _month(match["month1"])
    year2 = int(match["year2"]) if match["year2"] else None
    year1 = int(match["year1"]) if match["year1"] else None
    if not match["month2"]:
        return _dates(evidence, (month1, first[0], year1), (month1, first[-1], year1))
    month2 = _month(match["month2"])
    if year1 is None and year2 is not None:
        year1 = year2 - (month2 < month1)
    year2 = year2 or (None if year1 is None else year1 + (month2 < month1))
    begin, end = (month1, first[0], year1), (month2, second[-1], year2)
    apart = match["link"].strip().lower() in AND_WORDS and not between
    if apart and not _are_neighbours((month1, first[-1]), (month2, second[0])):
        return _dates(evidence, begin, (month1, first[-1], year1)) + _dates(evidence, (month2, second[0], year2), end)
    return _dates(evidence, begin, end)


def _days(days: str) -> list[int]:
    numbers = [1 if word.lower() == "primero" else int(word) for word in re.findall(r"\d+|primero", days, re.I)]
    if numbers != sorted(set(numbers)):
        return numbers[-1:]
    return numbers


def _month(word: str) -> int:
    return MONTHS[word.rstrip(".").lower()]


def _are_neighbours(one: tuple[int, int], other: tuple[int, int]) -> bool:
    try:
        return (datetime.date(2024, *other) - datetime.date(2024, *one)).days == 1
    except ValueError:
        return False


def _dates(evidence: str, begin: tuple[int, int, int | None], end: tuple[int, int, int | None]) -> list[EventDate]:
    """One span, or none where a day does not exist. Without a year, 29 February does."""
    try:
        start = datetime.date(begin[2] or 2024, begin[0], begin[1])
        stop = datetime.date(end[2] or 2024, end[0], end[1])
    except ValueError:
        return []
    if begin[2] is None or end[2] is None:
        return [EventDate(f"{start:%m-%d}", f"{stop:%m-%d}", None, evidence)]
    return [EventDate(start.isoformat(), stop.isoformat(), start.year, evidence)] if start <= stop else []


def _sentence(text: str, start: int, end: int, limit: int = 240) -> str:
    """The sentence around a date, shortened at its ends where it is long."""
    earliest = max(0, start - 2 * limit)
    begin = max((found.end() for found in SENTENCE_BREAK.finditer(text, earliest, start)), default=earliest)
    found = SENTENCE_BREAK.search(text, end, end + 2 * limit)
    finish = found.start() if found else len(text)
    if finish - begin > limit:
        begin, finish = max(begin, start - limit // 2), min(finish, end + limit // 2)
        begin = begin if begin == 0 or text[begin - 1] == " " else text.find(" ", begin, start) + 1 or begin
        finish = finish if finish == len(text) else max(text.rfind(" ", end, finish), end)
    return text[begin:finish].strip()


def _told_once(dates: list[EventDate]) -> list[EventDate]:
    """The same days told again are one date, which keeps its first evidence and takes a year told elsewhere."""
    kept: list[EventDate] = []
    for date in dates:
        for index, known in enumerate(kept):
            same_days = known.start[-5:] == date.start[-5:] and known.end[-5:] == date.end[-5:]
            if same_days and (known.year is None or date.year is None or known.year == date.year):
                if known.year is None and date.year is not None:
                    kept[index] = replace(date, evidence=known.evidence)
                break
        else:
            kept.append(date)
    return kept


PUBLISHED = re.compile(
    r"^(?:(?:first )?(?:published|posted|updated|last updated|date|written|publicado|publicada|actualizado|fecha|data|"
    rf"atualizado|postado)\s*(?:on|el|em|en|:)?\s*:?\s*)?(?:(?:on|el|em)\s+)?(?:{WEEKDAYS},?\s+)?",
    re.I,
)
PLACE = re.compile(r"^[^\W\d_][^\d,|]{1,40}(?:,\s[^\W\d_][^\d,|]{1,30})?,\s+(?:(?:a|el|on)\s+)?")
CLOCK = re.compile(
    r",?\s*(?:(?:at|a las|às|T)\s*)?\d{1,2}[:h]\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:[A-Z]{1,4}|[+-]\d{2}:?\d{2})?$",
    re.I,
)
COMPACT = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")


def shown_date(text: str) -> datetime.date | None:
    """The date that a line shows when it shows nothing else but its making, its place or its author."""
    for part in re.split(r"\s+[|·•–—-]\s+|\s*[|·•]\s*", text.strip()):
        if len(part) <= 120 and (date := _one_date(part)):
            return date
    return None


def _one_date(text: str) -> datetime.date | None:
    text = re.sub(r"\s\d\d:\d\d:\d\d GMT.*$", "", text)
    bare = CLOCK.sub("", PUBLISHED.sub("", text.strip(" .")))
    for candidate in (bare, PLACE.sub("", bare)):
        if found := COMPACT.match(candidate):
            return _date_or_none(int(found[1]), int(found[2]), int(found[3]))
        if found := NUMERIC.fullmatch(candidate):
            return _numeric_date(found)
        for pattern in TOLD:
            found = pattern.fullmatch(candidate)
            if found and found["year1"] and not found["month2"] and len(_days(found["days1"])) == 1:
                return _date_or_none(int(found["year1"]), _month(found["month1"]), _days(found["days1"])[0])
    return None


def _numeric_date(match: re.Match[str]) -> datetime.date | None:
    """Day first, unless only month first is possible."""
    if match["y"]:
        return _date_or_none(int(match["y"]), int(match["m"]), int(match["d"]))
    day, month, year = int(match["a"]), int(match["b"]), int(match["c"])
    return _date_or_none(year, month, day) or _date_or_none(year, day, month)


def _date_or_none(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
