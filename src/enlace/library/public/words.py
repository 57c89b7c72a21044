"""What is said of a publication, in the words of its reader."""

from datetime import date

from enlace.core.dates import Precision, date_in_words
from enlace.core.languages import current_language
from enlace.library.models import Licence

PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
LICENCE_ADDRESSES = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_ND: "https://creativecommons.org/licenses/by-nd/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    Licence.CC_BY_NC_ND: "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}


def issued_in_words(issued: str) -> str:
    """2015, mayo de 2015, 4 de mayo de 2015: no more precise than it is known; empty where it is not."""
    precision = PRECISIONS.get(len(issued))
    if precision is None:
        return ""
    return date_in_words(date.fromisoformat(f"{issued}-01-01"[:10]), current_language(), precision=precision)


def licence_address(licence: str) -> str:
    """Where the terms stand; empty for what has none."""
    return LICENCE_ADDRESSES.get(Licence(licence), "") if licence else ""
