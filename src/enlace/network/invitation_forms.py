from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import current_language, languages
from enlace.network.models import Person


class AcceptForm(forms.Form):
    """The address is shown so that the person, and the browser that keeps the password, know whose account it is."""

    email = forms.EmailField(
        label=_("E-mail address"), disabled=True, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Several words are easy to remember and hard to guess."),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Language of your mail"))

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={"email": person.email, "language": current_language()})
        self.fields["language"].choices = [(one.code, one.name) for one in languages()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("The two passwords differ. Write the same one twice."))
        return given

    @property
    def answers(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("password", "language")}
