from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CLAIM = timedelta(minutes=10)
"""After this long a process that took a mail and has not told of it counts as gone."""


class MailQuerySet(models.QuerySet["Mail"]):
    def waiting(self, now: datetime) -> "MailQuerySet":
        return self.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM), sent_at=None, next_try_at__lte=now)

    def sent(self) -> "MailQuerySet":
        return self.exclude(sent_at=None)


class Mail(models.Model):
    """A mail on its way out. Address and text are forgotten once it is sent; what stays is that it was."""

    to = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    text = models.TextField(_("text"), blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    attaches = models.CharField(
        max_length=200, blank=True, help_text=_("What is attached when it is sent, as kind:id; see `mail_attachment`.")
    )
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mail")
        indexes = [models.Index(fields=["sent_at", "next_try_at"], name="core_mail_waiting")]

    def __str__(self) -> str:
        return self.message_id
