from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.files.models import private_storage
from enlace.network.roles import roles_of


class PendingTableQuerySet(models.QuerySet["PendingTable"]):
    def visible_to(self, user: Anyone) -> "PendingTableQuerySet":
        """Who uploaded it, as long as they are of the secretariat."""
        return self.filter(user=user.pk) if roles_of(user).is_secretary else self.none()


class PendingTable(models.Model):
    """A table of the directory that somebody uploaded and has not applied yet. It holds personal data: see the tick."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("by"))
    name = models.CharField(_("name of the file"), max_length=200)
    content = models.FileField(storage=private_storage, upload_to="tables")
    at = models.DateTimeField(_("uploaded"), default=timezone.now)

    objects = PendingTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:import_plan", args=[self.pk])
