"""What may stand in an address of the open data, and what is said of what may not."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

LARGEST_ID = 2**63 - 1
MOST_PAGES = 1_000_000
MOST_PER_PAGE = 100

Levels = Literal["local", "national", "binational", "regional"]
Standings = Literal["stands", "closed"]
Outcomes = Literal["achieved", "superseded", "withdrawn"]
PublicationKinds = Literal[
    "report", "paper", "book", "chapter", "article", "case_study", "presentation", "training", "other"
]


def _whole(value: Any) -> int:
    """Digits alone: not `1_000`, not ` 1`, not `1.0`."""
    if not re.fullmatch(r"[0-9]{1,19}", str(value), re.ASCII):
        raise ValueError("digits")
    return int(value)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value), re.ASCII):
        raise ValueError("year-month-day")
    return date.fromisoformat(value)


Id = Annotated[int, Field(ge=1, le=LARGEST_ID), BeforeValidator(_whole)]
StateCode = Annotated[str, Field(pattern="^[A-Za-z]{2}$", description="ISO 3166-1, two letters.", examples=["UY"])]
Slug = Annotated[str, Field(pattern="^[-a-zA-Z0-9_]{1,80}$", examples=["early-warning"])]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Page = Annotated[int, Field(ge=1, le=MOST_PAGES, description="Which page, from 1."), BeforeValidator(_whole)]
PerPage = Annotated[
    int, Field(ge=1, le=MOST_PER_PAGE, description="How many records a page holds."), BeforeValidator(_whole)
]


Year = Annotated[str, Field(pattern="^[0-9]{4}$", examples=["2015"])]
LanguageCode = Annotated[str, Field(pattern="^[a-z]{2,3}$", description="ISO 639.", examples=["es"])]

Absent = SkipJsonSchema[None]
"""What a filter is where it is not named: it cannot be written."""


class Asked(Schema):
    """What every list can be asked."""

    page: Page = 1
    per_page: PerPage = 25


class CommitmentsAsked(Asked):
    state: StateCode | Absent = Field(None, description="A party to it.")
    theme: Slug | Absent = Field(None, description="One of its themes, or one beneath it.")
    level: Levels | Absent = Field(None, description="The level at which the parties act.")
    meeting: Id | Absent = Field(None, description="A public meeting at which one of its acts was done.")
    standing: Standings | Absent = Field(None, description="Whether it stands or was closed.")
    outcome: Outcomes | Absent = Field(None, description="How it was closed.")
    made_since: Day | Absent = Field(None, description="Made on that day or later.")
    updated_since: Day | Absent = Field(None, description="With an act or a report on that day or later.")


class PublicationsAsked(Asked):
    collection: Slug | Absent = Field(None, description="The collection in which it stands.")
    theme: Slug | Absent = Field(None, description="One of its themes, or one beneath it.")
    state: StateCode | Absent = Field(None, description="A state concerned.")
    year: Year | Absent = Field(None, description="Issued in that year.")
    language: LanguageCode | Absent = Field(None, description="With a file in that language.")


class PrioritiesAsked(Asked):
    meeting: Id | Absent = Field(None, description="The public meeting that adopted it.")


def _choices(*values: str) -> Callable[[], str]:
    return lambda: gettext("Choose one of: %(values)s.") % {"values": ", ".join(values)}


SENTENCES: Mapping[str, str | Promise | Callable[[], str]] = {
    "page": _("A page is a whole number from 1 to 1000000."),
    "per_page": _("A page holds from 1 to 100 records."),
    "state": _("A state is named by two letters, for example UY."),
    "theme": _("A theme is named by its slug, as in the list of themes, for example early-warning."),
    "meeting": _("A meeting is named by its number, as in the list of meetings."),
    "level": _choices("local", "national", "binational", "regional"),
    "standing": _choices("stands", "closed"),
    "outcome": _choices("achieved", "superseded", "withdrawn"),
    "collection": _("A collection is named by its slug, as in its address, for example policy-papers."),
    "year": _("A year is written with four digits, for example 2015."),
    "language": _("A language is named by its code of two or three small letters, for example es."),
    "made_since": _("A day is written year-month-day, for example 2026-05-31."),
    "updated_since": _("A day is written year-month-day, for example 2026-05-31."),
}


def said_of(parameter: str) -> str:
    """What to write for a parameter that was written in another way."""
    sentence = SENTENCES[parameter]
    return sentence() if callable(sentence) else str(sentence)


def said_of_unknown(known: Sequence[str]) -> str:
    if not known:
        return gettext("This address takes no parameters.")
    return gettext("There is no such parameter here. There are: %(names)s.") % {"names": ", ".join(known)}
