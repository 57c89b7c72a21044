from django.db import models
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import TextsField


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, user: Anyone) -> "ThemeQuerySet":
        """The vocabulary is public."""
        return self.all()

    def top(self) -> "ThemeQuerySet":
        return self.filter(broader=None)


class Theme(models.Model):
    """A concept of prevention, as in SKOS: preferred and alternative labels per language, broader, related."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    label = TextsField(_("label"), max_length=120)
    alternatives = models.JSONField(
        _("alternative labels"),
        default=dict,
        blank=True,
        help_text=_("Language code and list of labels; the lists of the languages correspond place by place."),
    )
    definition = TextsField(_("definition"), blank=True, long=True)
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name=_("broader")
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related"))

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self) -> str:
        return str(self.label)
