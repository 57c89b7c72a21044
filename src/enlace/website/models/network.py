import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from enlace.core.texts import TextsField
from enlace.website.colours import contrast

PAPER, NIGHT_PAPER, READABLE = "#fbf7f0", "#14172a", 4.5


def is_colour(value: str) -> None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValidationError(_("Write the colour as # and six hexadecimal digits, for example #98224a."))


@register_setting(icon="site")
class NetworkSettings(BaseSiteSetting):
    """What a network calls itself, who publishes its site, and its own colours and mark."""

    name = TextsField(_("name of the network"), max_length=200, blank=True)
    short_name = TextsField(_("short name"), max_length=60, blank=True)
    publisher = TextsField(_("publisher"), max_length=200, blank=True)
    publisher_note = TextsField(_("note about the publisher"), blank=True, long=True)
    legal = TextsField(_("legal text"), blank=True, long=True)
    donation_address = models.URLField(
        _("address for donations"), blank=True, help_text=_("Left empty, no button to donate is shown.")
    )
    mark = models.ForeignKey(
        "website.SiteImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("mark")
    )
    accent = models.CharField(_("accent on light"), max_length=7, blank=True, validators=[is_colour])
    accent_dark = models.CharField(_("accent on dark"), max_length=7, blank=True, validators=[is_colour])
    ink = models.CharField(_("ink on light"), max_length=7, blank=True, validators=[is_colour])
    illustrative = models.BooleanField(
        _("demonstration"),
        default=False,
        help_text=_("Says at the foot of every page that records were written for it."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("short_name")], _("Network")),
        MultiFieldPanel([FieldPanel("publisher"), FieldPanel("publisher_note"), FieldPanel("legal")], _("Publisher")),
        FieldPanel("donation_address"),
        MultiFieldPanel(
            [FieldPanel("mark"), FieldPanel("accent"), FieldPanel("accent_dark"), FieldPanel("ink")],
            _("Look"),
        ),
        FieldPanel("illustrative"),
    ]

    class Meta:
        verbose_name = _("network and publisher")

    def clean(self) -> None:
        grounds = {"accent": PAPER, "ink": PAPER, "accent_dark": NIGHT_PAPER}
        problems = {
            field: _("On its background this colour has a contrast of %(ratio).1f; text needs 4.5 to be read by all.")
            % {"ratio": contrast(getattr(self, field), ground)}
            for field, ground in grounds.items()
            if getattr(self, field) and contrast(getattr(self, field), ground) < READABLE
        }
        if problems:
            raise ValidationError(problems)
