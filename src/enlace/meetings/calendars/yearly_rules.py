"""On which days of each year a rule of a time zone falls: the last Sunday of October. Pure, no queries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

PART = re.compile(
    r"FREQ=YEARLY|BYMONTH=\d{1,2}|BYDAY=[+-]?\d?(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=-?\d{1,2}(?:,-?\d{1,2}){0,6}"
    r"|UNTIL=\d{8}(?:T\d{6}Z?)?|COUNT=\d{1,3}|INTERVAL=1|WKST=(?:MO|SU)"
)
A_DAY = timedelta(days=1)
"""The last moment is written in UTC, which may be on the day before."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class YearlyRule:
    """`place` is which of the weekdays in the month, from the end where it is negative; 0 for each of them."""

    month: int
    weekday: int | None
    place: int
    month_days: tuple[int, ...]
    until: str
    count: int

    def days(self, year: int) -> Iterator[date]:
        first = date(year, self.month, 1)
        length = ((first + timedelta(days=31)).replace(day=1) - first).days
        found = [first + timedelta(days=number) for number in range(length)]
        if self.month_days:
            found = [one for one in found if one.day in self.month_days or one.day - length - 1 in self.month_days]
        if self.weekday is not None:
            found = [one for one in found if one.weekday() == self.weekday]
        if not self.place:
            yield from found
        elif abs(self.place) <= len(found):
            yield found[self.place - 1 if self.place > 0 else self.place]

    def moments(self, start: datetime, first_year: int, last_year: int) -> Iterator[datetime]:
        """From `start` on, at its hour; those of the last of `count` or `until` included."""
        number = 0
        for year in range(start.year if self.count else max(start.year, first_year), last_year + 1):
            for day in self.days(year):
                moment = datetime.combine(day, start.time())
                number += moment >= start
                if (self.count and number > self.count) or (self.until and f"{moment - A_DAY:%Y%m%d}" > self.until):
                    return
                if moment >= start and year >= first_year:
                    yield moment


def yearly_rule(text: str, start: datetime) -> YearlyRule:
    """Raises ValueError for every rule that no time zone has."""
    parts = text.strip().strip(";").upper().split(";")
    if "FREQ=YEARLY" not in parts or not all(PART.fullmatch(part) for part in parts):
        raise ValueError(text)
    known = dict(part.split("=") for part in parts)
    weekday = known.get("BYDAY", "")
    month_days = tuple(int(one) for one in known.get("BYMONTHDAY", "").split(",") if one)
    rule = YearlyRule(
        month=int(known.get("BYMONTH", start.month)),
        weekday=WEEKDAYS.index(weekday[-2:]) if weekday else None,
        place=int(weekday[:-2] or 0) if weekday else 0,
        month_days=month_days or (() if weekday else (start.day,)),
        until=known.get("UNTIL", "")[:8],
        count=int(known.get("COUNT", 0)),
    )
    if not 1 <= rule.month <= 12 or (rule.place and "BYMONTH" not in known):
        raise ValueError(text)
    return rule
