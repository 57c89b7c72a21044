from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsultationReminder(models.Model):
    """That something was said once: who was told of what, under a key."""

    key = models.CharField(_("what was said"), max_length=120, unique=True)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("reminder of a consultation")
        verbose_name_plural = _("reminders of consultations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
