"""In which currency a reader most likely thinks: by the region that their browser names, or that a language has."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from babel.core import get_global
from babel.numbers import get_territory_currencies

from enlace.network.states import state_names


def regions_asked_for(accepted: str) -> list[str]:
    """The regions of an `Accept-Language` header, in its order: `es-UY,es;q=0.9` names UY."""
    tags = [part.split(";")[0].strip() for part in accepted[:500].split(",")]
    return [found[1].upper() for tag in tags if (found := re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?-(\w{2})", tag))]


def likely_region(language: str) -> str:
    """Where most of those who speak it live, as CLDR says: BR for `pt`; empty where it says nothing."""
    likely = str(get_global("likely_subtags").get(language.split("-")[0], ""))
    return likely.rsplit("_", 1)[-1] if "_" in likely else ""


@cache
def currencies_of(region: str, day: date) -> tuple[str, ...]:
    """Those that people pay with there."""
    return tuple(str(code) for code in get_territory_currencies(region, start_date=day, end_date=day, tender=True))


def currency_for(regions: Iterable[str], offered: Sequence[str], day: date) -> str:
    """The first that is offered, of the regions in their order; the first of all where none is."""
    known = state_names("en")
    found = [one for region in regions if region in known for one in currencies_of(region, day) if one in offered]
    return found[0] if found else offered[0]


@cache
def regions_of(currency: str, day: date) -> tuple[str, ...]:
    """Where one pays with it."""
    return tuple(region for region in sorted(state_names("en")) if currency in currencies_of(region, day))
