from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models.consultations import Consultation
from enlace.core.texts import Text, TextsField


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: Anyone) -> "ResultQuerySet":
        return self.filter(consultation__in=Consultation.objects.with_visible_result(user).values("pk"))


class Result(models.Model):
    """What a consultation found, as it was published: `facts` never change and name no voter (`results.facts`)."""

    consultation = models.OneToOneField(
        Consultation, models.CASCADE, related_name="result", verbose_name=_("consultation")
    )
    facts: Any = models.JSONField()
    text = TextsField(_("in the secretariat's words"), blank=True, long=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a consultation")
        verbose_name_plural = _("results of consultations")
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return str(self.consultation)

    def get_absolute_url(self) -> str:
        return reverse("consultations:result", args=[self.consultation_id])

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()
