import hashlib
from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.network.models.people import Person
from enlace.network.roles import roles_of


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: Anyone) -> "InvitationQuerySet":
        return self if roles_of(user).is_secretary else self.none()

    def open(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)

    def with_token(self, token: str) -> "InvitationQuerySet":
        return self.filter(token_hash=hashed(token))


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Invitation(models.Model):
    """A person may open an account by a link that works once. The database knows only the hash of what it ends in."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations", verbose_name=_("person"))
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.invited_at:%Y-%m-%d}"

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now

    @property
    def invited_on(self) -> date:
        return timezone.localdate(self.invited_at)

    @property
    def expires_on(self) -> date:
        return timezone.localdate(self.expires_at)


class WarningQuerySet(models.QuerySet["SuccessionWarning"]):
    def visible_to(self, user: Anyone) -> "WarningQuerySet":
        return self if roles_of(user).is_secretary else self.none()


class SuccessionWarning(models.Model):
    """That one warning was given, once. `key` says which: its kind, the mandate or state, the end, the days before."""

    key = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(default=timezone.now)

    objects = WarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("warning of succession")
        verbose_name_plural = _("warnings of succession")

    def __str__(self) -> str:
        return self.key
