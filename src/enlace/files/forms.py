from typing import Any

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enlace.files.kinds import PRIVATE
from enlace.files.uploads import KINDS_IN_WORDS, LARGEST_FILE


def _limits() -> str:
    limits = {"kinds": KINDS_IN_WORDS, "largest": filesizeformat(LARGEST_FILE)}
    return gettext("%(kinds)s; at most %(largest)s.") % limits


limits_in_words = lazy(_limits, str)


class PrivateFileField(forms.FileField):
    """Takes what was chosen as it is: the action looks at it, and says what is wrong."""

    widget = forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in PRIVATE)})

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("File"))
        super().__init__(**options, help_text=limits_in_words(), allow_empty_file=True)


class UploadForm(forms.Form):
    file = PrivateFileField()
