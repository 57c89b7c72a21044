from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, dumps, loads
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SALT = "enlace.themes.exchange"
KEPT = 6 * 3600
"""Seconds for which a plan may be applied."""


def kept(text: bytes) -> str:
    """The file as the page of its plan carries it, so that nothing of it is kept here before it is applied."""
    return dumps(text.decode("utf-8", "replace"), salt=SALT, compress=True)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A vocabulary in SKOS, written as Turtle (.ttl), of 2 MB at the most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ttl,text/turtle"}),
        allow_empty_file=True,
    )
    only_new = forms.BooleanField(label=gettext_lazy("Add what is new, and change nothing"), required=False)


class ApplyForm(forms.Form):
    """What the page of a plan carries back."""

    kept = forms.CharField(widget=forms.HiddenInput, strip=False)
    only_new = forms.BooleanField(widget=forms.HiddenInput, required=False)
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_kept(self) -> bytes:
        try:
            text: Any = loads(self.cleaned_data["kept"], salt=SALT, max_age=KEPT)
        except BadSignature:
            raise ValidationError(_("The page is too old. Choose the file again.")) from None
        return str(text).encode()
