"""allauth's forms, where a label of theirs cannot be translated."""

from allauth.mfa.webauthn import forms as theirs
from django import forms
from django.utils.translation import gettext_lazy as _

NAME = _("Name of this key")


class AddKeyForm(theirs.AddWebAuthnForm):
    name = forms.CharField(label=NAME, required=False)


class EditKeyForm(theirs.EditWebAuthnForm):
    name = forms.CharField(label=NAME)
