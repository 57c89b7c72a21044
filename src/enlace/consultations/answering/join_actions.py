"""The e-mail address of somebody who answers where everybody may. It stands in the outbox until the mail is sent,
and nowhere else: nothing of this is recorded.
"""

from datetime import timedelta

from django.db import transaction

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.accounts.tries import Limit, key_of, take_try
from enlace.consultations.answering.confirmations import new_token
from enlace.consultations.answering.mail import mail_confirmation, mail_sign_in
from enlace.consultations.answering.rules import can_join_consultation
from enlace.consultations.answering.visiting import why_not_open
from enlace.consultations.models import Consultation
from enlace.core.permission import require

MAILS = Limit(3, timedelta(hours=1), timedelta(hours=1))


@transaction.atomic
def join_consultation(consultation: Consultation, address: str, *, by: Anyone | None) -> None:
    """Sends the link, three times within an hour at the most, and never tells whether it did.

    Whoever has an account answers with it, so that one person has one voice: to them the mail says so.
    """
    require(can_join_consultation(by, consultation), why_not_open(consultation))
    if not take_try(key_of("join", f"{consultation.pk}:{address}"), MAILS):
        return
    if User.objects.filter(email__iexact=address, is_active=True).exists():
        mail_sign_in(consultation, address)
    else:
        mail_confirmation(consultation, address, new_token(address, consultation))
