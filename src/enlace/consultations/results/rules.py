from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.network.parties import SECRETARIAT
from enlace.network.roles import roles_of


def _member_who_reads_it(user: Anyone, *things: Any) -> bool:
    if not things or not roles_of(user).is_member:
        return False
    return Consultation.objects.with_visible_result(user).filter(pk=things[0].pk).exists()


READING_MEMBER = Party(_("member states and the secretariat, where they see the result"), _member_who_reads_it)


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("See the result of a consultation before it is published"),
    condition=_("the consultation is over; or it is open and its answers are attributed"),
)
def can_see_live_result(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_over or (consultation.is_open and not consultation.is_anonymous)


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Publish the result of a consultation"),
    condition=_("the consultation is over and its result is not published"),
)
def can_publish_result(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_over and not consultation.is_published


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Withdraw the result of a consultation"),
    condition=_("the result is published"),
)
def can_withdraw_result(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_published


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Change what the secretariat says of a result"),
    condition=_("the result is published"),
)
def can_change_result(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_published


@allows(
    READING_MEMBER,
    COMMAND_LINE,
    does=_("Export the answers to a consultation, a row for each voice"),
    condition=_("answers are attributed and the result is published"),
)
def can_export_result(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_published and not consultation.is_anonymous
