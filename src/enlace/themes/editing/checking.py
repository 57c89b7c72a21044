"""What is wrong with a theme as it was given, in sentences that say what to do."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.themes.models import Theme

LONGEST_LABEL = 120


def check_label(theme: Theme, label: Mapping[str, str]) -> None:
    """Raises ValidationError by the field `label`: a theme has a name, and no two have the same in a language."""
    if not label:
        raise ValidationError({"label": _("Give the theme a name in at least one language.")})
    if any(len(text) > LONGEST_LABEL for text in label.values()):
        raise ValidationError({"label": _("Say it in %(most)d characters at the most.") % {"most": LONGEST_LABEL}})
    given = {(language, text.casefold()) for language, text in label.items()}
    for other in Theme.objects.exclude(pk=theme.pk):
        same = [text for language, text in other.label.items() if (language, text.casefold()) in given]
        if same:
            sentence = _("There is a theme “%(label)s” already. Choose another name, or merge the two.")
            raise ValidationError({"label": sentence % {"label": same[0]}})


def check_broader(theme: Theme, broader: Theme | None) -> None:
    """Raises ValidationError by the field `broader`."""
    if broader is not None and theme.pk is not None and theme.pk in {broader.pk, *broader.ids_above()}:
        raise ValidationError({"broader": _("A theme cannot stand beneath itself. Choose another.")})
