from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.network.audiences import Audience, within_audience
from enlace.network.models.people import Person
from enlace.network.roles import roles_of


class CircularQuerySet(models.QuerySet["Circular"]):
    def visible_to(self, user: Anyone) -> "CircularQuerySet":
        """Sent ones within their audience; what is not sent yet is the secretariat's."""
        if roles_of(user).is_secretary:
            return self
        within = Circular.objects.filter(within_audience(user)).exclude(sent_at=None)
        return self.filter(pk__in=within.values("pk"))

    def sent(self) -> "CircularQuerySet":
        return self.exclude(sent_at=None)


class Circular(models.Model):
    """What the secretariat tells the network, with its files (`files.File.owner`), to one audience."""

    title = TextsField(_("title"), max_length=200)
    text = TextsField(_("text"), blank=True, long=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    invited = models.ManyToManyField(Person, blank=True, related_name="circulars", verbose_name=_("those named"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = _("circular")
        verbose_name_plural = _("circulars")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("network:circular", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()
