from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I have read what goes and what stays. This cannot be undone."),
        error_messages={"required": _("Tick this to erase.")},
    )
