"""A date as precise as it is known: 2015, 2015-05 or 2015-05-04. Sorted as text they stand in their order."""

import re
from calendar import monthrange

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
FIRST_YEAR, LAST_YEAR = 1400, 2200


def is_partial_date(text: str) -> None:
    """Raises ValidationError for what is no such date."""
    found = DATE.fullmatch(text)
    year, month, day = (int(found[part] or 1) for part in ("year", "month", "day")) if found else (0, 1, 1)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        raise ValidationError(_("Write the date as far as it is known: 2015, 2015-05 or 2015-05-04."))
