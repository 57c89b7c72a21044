from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.files.models import private_storage
from enlace.network.roles import roles_of


class ColumnMapQuerySet(models.QuerySet["ColumnMap"]):
    def visible_to(self, user: Anyone) -> "ColumnMapQuerySet":
        return self if roles_of(user).is_secretary else self.none()


class ColumnMap(models.Model):
    """Which column of a table is what of a commitment, remembered under a name and found again by the heads.

    `fields` is what `commitments.exchange.mapping` writes and reads.
    """

    name = models.CharField(_("name of the mapping"), max_length=80, unique=True)
    heads: Any = models.JSONField(_("heads of the columns"), default=list)
    fields: Any = models.JSONField(_("what each column is"), default=dict)
    used_at = models.DateTimeField(_("last used"), default=timezone.now)

    objects = ColumnMapQuerySet.as_manager()

    class Meta:
        verbose_name = _("mapping of columns")
        verbose_name_plural = _("mappings of columns")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PendingCommitmentsQuerySet(models.QuerySet["PendingCommitments"]):
    def visible_to(self, user: Anyone) -> "PendingCommitmentsQuerySet":
        """Who uploaded it, as long as they are of the secretariat."""
        return self.filter(user=user.pk) if roles_of(user).is_secretary else self.none()


class PendingCommitments(models.Model):
    """A table of commitments that somebody uploaded and has not imported yet; `fields` is the mapping chosen so far."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    name = models.CharField(_("name of the file"), max_length=200)
    content = models.FileField(storage=private_storage, upload_to="tables")
    fields: Any = models.JSONField(default=dict, blank=True)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    fault = models.CharField(max_length=500, blank=True, editable=False)
    at = models.DateTimeField(_("uploaded"), default=timezone.now)

    objects = PendingCommitmentsQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded table of commitments")
        verbose_name_plural = _("uploaded tables of commitments")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("commitments:import_plan", args=[self.pk])
