"""Mail that is never lost: written in the transaction of what it tells of, sent by the next tick.

It cannot be exactly once: a process may die between the sending and the writing down. A repeat carries the same
Message-ID, by which mail programs show it once.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.core.registry import registered

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
log = logging.getLogger(__name__)


class NotAttached(Exception):
    """Nobody makes what a mail attaches now. An app raises it too where making it failed."""


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    kind: str = "application/pdf"


def post(to: str, subject: str, text: str, *, attaches: str = "") -> Mail:
    """Lay a mail in the outbox; call it inside the transaction, with the language of its reader active.

    `attaches` names what the registry's `mail_attachment` makes when the mail is sent, as kind:id: so that nothing is
    printed inside a transaction.
    """
    return Mail.objects.create(
        to=to,
        subject=" ".join(subject.split())[:250],
        text=text,
        attaches=attaches,
        message_id=make_msgid(domain=urlsplit(settings.BASE_URL).hostname or "localhost"),
    )


def deliver_mail(moment: datetime) -> int:
    """Send what waits; what the mail server does not take is tried again, later each time. The number sent."""
    return sum(_deliver(mail) for mail in Mail.objects.waiting(moment).order_by("id"))


def _deliver(mail: Mail) -> bool:
    moment = now()
    if not Mail.objects.waiting(moment).filter(pk=mail.pk).update(claimed_at=moment):
        return False
    message = EmailMessage(mail.subject, mail.text, to=[mail.to], headers={"Message-ID": mail.message_id})
    try:
        if attachment := attachment_of(mail):
            message.attach(attachment.name, attachment.content, attachment.kind)
        message.send()
    except (OSError, NotAttached) as error:
        pause = min(FIRST_PAUSE * 2**mail.attempts, LONGEST_PAUSE)
        Mail.objects.filter(pk=mail.pk).update(claimed_at=None, attempts=mail.attempts + 1, next_try_at=moment + pause)
        log.warning("Mail %s was not taken (%s); the next try is in %s.", mail.pk, type(error).__name__, pause)
        return False
    Mail.objects.filter(pk=mail.pk).update(sent_at=now(), claimed_at=None, to="", subject="", text="", attaches="")
    return True


def attachment_of(mail: Mail) -> Attachment | None:
    """Raises NotAttached where it should have one and has none: the mail waits, and is tried again."""
    if not mail.attaches:
        return None
    for make in registered("mail_attachment"):
        if (made := make(mail.attaches)) is not None:
            return made
    raise NotAttached(mail.attaches)
