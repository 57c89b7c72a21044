"""What the lists of a report's data are called, by their names."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, str | Promise] = {
    "figures": _("Every figure of the report"),
    "members": _("Members and observers"),
    "meetings": _("Meetings"),
    "priorities": _("Priorities"),
    "commitments": _("Commitments"),
    "publications": _("Publications"),
}
