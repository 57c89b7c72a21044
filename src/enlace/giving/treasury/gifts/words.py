"""How gifts and what belongs to them are called on the pages of the treasury."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.giving.models import Gift

STANDINGS = {
    "active": gettext_lazy("goes on"),
    "paused": gettext_lazy("paused"),
    "failing": gettext_lazy("payments fail"),
    "ended": gettext_lazy("ended"),
}
CHOICES = {
    "active": gettext_lazy("Monthly: goes on"),
    "failing": gettext_lazy("Monthly: payments fail"),
    "paused": gettext_lazy("Monthly: paused"),
    "ended": gettext_lazy("Monthly: ended"),
    "given_back": gettext_lazy("With money given back"),
    "unpaid": gettext_lazy("Begun and not paid"),
}


def standing_in_words(gift: Gift) -> str:
    """Empty for one that was given once."""
    return str(STANDINGS[gift.standing]) if gift.standing else ""


def outcome_in_words(outcome: str) -> str:
    """Of an event of a provider."""
    words = {"settled": _("written down"), "no_gift": _("no gift of ours"), "": _("not handled yet")}
    return words.get(outcome, outcome)
