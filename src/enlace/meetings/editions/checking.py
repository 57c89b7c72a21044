"""What is wrong with a meeting as it was given, in sentences that say what to do."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.meetings.editions.ordinals import LAST
from enlace.meetings.models import Meeting
from enlace.network.dated import day_in_words

LONGEST = timedelta(days=31)


def check_meeting(meeting: Meeting) -> None:
    """Raises ValidationError by field. Whether its sessions fit is asked where these are at hand."""
    _check_days(meeting)
    if meeting.ordinal is not None:
        _check_ordinal(meeting)
    if meeting.link and not _is_web_address(meeting.link):
        raise ValidationError(
            {
                "link": _(
                    "“%(link)s” is no address of the web. Copy it from the invitation of the video service; "
                    "it begins with https://."
                )
                % {"link": meeting.link}
            }
        )
    meeting.full_clean(validate_unique=False, validate_constraints=False)


def _check_days(meeting: Meeting) -> None:
    first, last = meeting.begins_on, meeting.ends_on
    if not first or not last:
        sentence = _("Give the first day and the last day; of a meeting of one day both are the same.")
        raise ValidationError({"begins_on" if not first else "ends_on": sentence})
    days = {"first": day_in_words(first), "last": day_in_words(last)}
    if last < first:
        sentence = _("The last day, %(last)s, lies before the first, %(first)s. Change one of them.")
        raise ValidationError({"ends_on": sentence % days})
    if last - first >= LONGEST:
        sentence = _("From %(first)s to %(last)s are more days than a meeting lasts. See whether the years are right.")
        raise ValidationError({"ends_on": sentence % days})


def _check_ordinal(meeting: Meeting) -> None:
    number = meeting.ordinal or 0
    if not 1 <= number <= LAST:
        raise ValidationError(
            {"ordinal": _("Give the number of the edition, from 1 to %(last)d, or leave it empty.") % {"last": LAST}}
        )
    other = Meeting.objects.filter(ordinal=number).exclude(pk=meeting.pk).first()
    if other:
        sentence = _("“%(title)s” has this number already. Give another, or change that meeting first.")
        raise ValidationError({"ordinal": sentence % {"title": other.shown_title}})


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(sign.isspace() for sign in link)
