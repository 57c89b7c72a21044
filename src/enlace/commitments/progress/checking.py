"""What is wrong with a report or its evidence as it was given, in sentences that say what to do."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from enlace.commitments.models import Commitment, CommitmentEvent, Milestone, Progress
from enlace.core.clock import today
from enlace.network.audiences import Audience
from enlace.network.dated import day_in_words

NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,30})?")
VALUE = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,2})?")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SPACES = re.compile(r"\s")
LONGEST_LINK = 500
SHOWN = 30
"""So many letters of what was typed are shown in a sentence."""
AUDIENCES = (Audience.PUBLIC, Audience.NETWORK, Audience.MEMBERS, Audience.SECRETARIAT)
"""The widest first. Nobody is named in a report, so it is never for those named."""


def _refuse(field: str, sentence: str) -> ValidationError:
    return ValidationError({field: sentence})


def checked_percent(value: Any) -> int | None:
    """A whole number from 0 to 100, however it was written. Raises ValidationError for `percent`."""
    typed = "" if value is None else str(value).strip().removesuffix("%").strip()
    if not typed:
        return None
    if not NUMBER.fullmatch(typed):
        sentence = _("“%(typed)s” is no number. Write the percentage in digits, for example 80.")
        raise _refuse("percent", sentence % {"typed": typed[:SHOWN]})
    number = Decimal(typed.replace(",", "."))
    if number > 100:
        sentence = _("A percentage is at most 100. If more was done than planned, write 100 and say so in the text.")
        raise _refuse("percent", sentence)
    if number < 0:
        raise _refuse("percent", _("A percentage is at least 0. If nothing was done yet, write 0."))
    if number != int(number):
        raise _refuse("percent", _("Write the percentage as a whole number, for example 12."))
    return int(number)


def checked_value(value: Any) -> Decimal | None:
    """Raises ValidationError for `value`."""
    typed = "" if value is None else SPACES.sub("", str(value))
    if not typed:
        return None
    if not VALUE.fullmatch(typed):
        sentence = _(
            "“%(typed)s” cannot be read as a value. Write it in digits, with at most two decimals and no mark between "
            "thousands, for example 1250 or 1250.5."
        )
        raise _refuse("value", sentence % {"typed": typed[:SHOWN]})
    return Decimal(typed.replace(",", "."))


def check_progress(progress: Progress) -> None:
    """What is set of it. Raises ValidationError by field."""
    _check_day(progress.reported_on, progress.commitment)
    _check_milestone(progress.milestone, progress)
    check_audience(progress.audience)
    if progress.percent is None and progress.value is None and not progress.text:
        sentence = _("Nothing is reported yet. Give a percentage, or say in a sentence what was done.")
        raise _refuse("text", sentence)


def _check_day(day: Any, commitment: Commitment) -> None:
    if not isinstance(day, date):
        raise _refuse("reported_on", _("Give the day as of which this is reported."))
    if day > today():
        raise _refuse("reported_on", _("This day lies ahead. Give the day as of which this is reported."))
    made = CommitmentEvent.objects.made().in_force().filter(commitment=commitment).order_by("number").first()
    if made and day < made.happened_on:
        sentence = _("The commitment was made on %(day)s. Give that day or a later one.")
        raise _refuse("reported_on", sentence % {"day": day_in_words(made.happened_on)})


def _check_milestone(milestone: Milestone | None, progress: Progress) -> None:
    if milestone and milestone.commitment_id != progress.commitment_id:
        raise _refuse("milestone", _("This milestone is of another commitment. Choose one of this commitment."))
    if progress.value is not None and not (milestone and milestone.indicator):
        sentence = _("A value belongs to a milestone with an indicator. Choose one, or leave the value out.")
        raise _refuse("value", sentence)


def check_audience(audience: str) -> None:
    """Raises ValidationError for `audience`."""
    if audience not in AUDIENCES:
        raise _refuse("audience", _("Choose for whom it is."))


def is_wider(audience: str, than: str) -> bool:
    """Whether `audience` names readers who are not within `than`. What is for those named is for members at most."""
    return _rank(audience) < _rank(than)


def _rank(audience: str) -> int:
    named = Audience.MEMBERS if audience == Audience.INVITED else audience
    return AUDIENCES.index(Audience(named))


def checked_link(link: str) -> str:
    """With https:// before it where nothing stands there. Raises ValidationError for `link`."""
    link = link.strip()
    if not link:
        return ""
    if not SCHEME.match(link):
        link = f"https://{link}"
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        sentence = _("This is no address of a page. Copy it from the browser; it begins with https:// or http://.")
        raise _refuse("link", sentence) from None
    if len(link) > LONGEST_LINK:
        raise _refuse("link", _("This address is too long. Give a shorter one that leads to the same page."))
    return link


def check_evidence(title: Mapping[str, str], *, shows: bool) -> None:
    """`shows` is whether there is a file, a link or a publication. Raises ValidationError by field."""
    if not any(text.strip() for text in title.values()):
        raise _refuse("title", _("Say in a few words what the evidence is."))
    if not shows:
        raise _refuse("file", _("Choose a file, or give a link or a publication."))
