from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import default_language


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]  # the CMS's managers are untyped
    """Somebody who may sign in. What is listed of a person in public is another record."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("A person or an office."))
    language = models.CharField(_("language"), max_length=12, default=default_language)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(models.functions.Lower("email"), name="accounts_user_email_lower")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name or self.email

    @property
    def address_once_erased(self) -> str:
        """Nobody's: `.invalid` leads nowhere, by RFC 2606."""
        return f"erased-{self.pk}@invalid"

    @property
    def is_erased(self) -> bool:
        return self.email == self.address_once_erased

    @property
    def first_name(self) -> str:
        return self.name

    @property
    def last_name(self) -> str:
        return ""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def after(self, entry_id: int) -> "AuditQuerySet":
        """The outbox: what a follower that stopped at `entry_id` has not seen, oldest first."""
        return self.filter(id__gt=entry_id).order_by("id")


class AuditEntry(models.Model):
    """One change: by whom, when, on what, what was before. Written once; followers read it as an outbox."""

    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("by"))
    action = models.CharField(_("action"), max_length=80, editable=False)
    subject_kind = models.CharField(max_length=80, editable=False)
    subject_id = models.CharField(max_length=64, editable=False)
    before = models.JSONField(default=dict, editable=False)
    after = models.JSONField(default=dict, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="accounts_audit_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The audit log is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("The audit log is kept.")


class TriesQuerySet(models.QuerySet["SignInTries"]):
    def locked(self, moment: datetime) -> "TriesQuerySet":
        return self.filter(locked_until__gt=moment)

    def settled(self, moment: datetime) -> "TriesQuerySet":
        return self.filter(since__lte=moment).exclude(locked_until__gt=moment)


class SignInTries(models.Model):
    """How often something was guessed that has not been right since; `key` is a hash of what it was guessed for."""

    key = models.CharField(max_length=64, unique=True)
    amount = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now, db_index=True)
    locked_until = models.DateTimeField(null=True)

    objects = TriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("tries to sign in")
        verbose_name_plural = _("tries to sign in")

    def __str__(self) -> str:
        return self.key
