"""What was done to many publications, in a sentence."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.library.cataloguing.bulk_actions import Outcome
from enlace.library.models import AUDIENCES, Licence


def outcome_in_words(outcome: Outcome) -> str:
    count = len(outcome.done)
    if not count:
        return _("Nothing was changed.")
    return _sentence(outcome.deed, count) % {"count": count, "value": _value_in_words(outcome)}


def _sentence(deed: str, count: int) -> str:
    if deed == "confirm":
        return ngettext("%(count)d publication is confirmed.", "%(count)d publications are confirmed.", count)
    if deed == "publish":
        return ngettext("%(count)d publication is published.", "%(count)d publications are published.", count)
    if deed == "withdraw":
        return ngettext("%(count)d publication is withdrawn.", "%(count)d publications are withdrawn.", count)
    if deed == "remove":
        return ngettext("%(count)d draft is removed.", "%(count)d drafts are removed.", count)
    if deed == "theme":
        return ngettext(
            "%(count)d publication has the theme “%(value)s” now.",
            "%(count)d publications have the theme “%(value)s” now.",
            count,
        )
    if deed == "collection":
        return ngettext(
            "%(count)d publication stands in “%(value)s” now.",
            "%(count)d publications stand in “%(value)s” now.",
            count,
        )
    return ngettext(
        "Of %(count)d publication it is now said: %(value)s.",
        "Of %(count)d publications it is now said: %(value)s.",
        count,
    )


def _value_in_words(outcome: Outcome) -> str:
    names: dict[str, Any] = {"audience": dict(AUDIENCES), "licence": dict(Licence.choices)}
    return str(names.get(outcome.deed, {}).get(outcome.value, outcome.value))
