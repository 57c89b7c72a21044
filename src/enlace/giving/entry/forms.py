from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.plain import plain
from enlace.giving.entry.choice import Choice
from enlace.giving.entry.wish import Wish
from enlace.giving.providers.face import Provider
from enlace.network.models import State
from enlace.network.states import state_names

PUBLIC, ANONYMOUS = "public", "anonymous"
PERSON, ORGANISATION = "person", "organisation"
TRAP = "website"
"""A field that nobody sees; machines fill it in."""
UNSEEN = ("stamp", "proof", "ticket", TRAP)


def countries(language: str) -> list[tuple[str, Any]]:
    """Those of the network first, then all."""
    names = state_names(language)
    every = sorted(names.items(), key=lambda one: plain(one[1]))
    members = set(State.objects.members().values_list("code", flat=True))
    of_network = [one for one in every if one[0] in members]
    groups = [(_("States of the network"), of_network), (_("All countries"), every)]
    return [("", "—"), *((label, found) for label, found in groups if found)]


class DetailsForm(forms.Form):
    """Who gives. What was chosen before stands in the address."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Your receipt goes there, with a link to your own page."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As it will stand on the receipt."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), widget=forms.Select(attrs={"autocomplete": "country"}))
    behalf = forms.ChoiceField(
        choices=[
            (PERSON, gettext_lazy("I give as a person")),
            (ORGANISATION, gettext_lazy("I give for an organisation")),
        ],
        initial=PERSON,
    )
    organisation = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    thanks = forms.ChoiceField(
        choices=[
            (ANONYMOUS, gettext_lazy("No, my gift is anonymous")),
            (PUBLIC, gettext_lazy("Yes, thank me by this name")),
        ],
        initial=ANONYMOUS,
    )
    thanked_as = forms.CharField(label=gettext_lazy("Name in the thanks"), required=False, max_length=120)
    in_memory_of = forms.CharField(
        label=gettext_lazy("In memory of"),
        help_text=gettext_lazy("It stands on the receipt, and in the thanks if you are thanked in public."),
        required=False,
        max_length=200,
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the institution"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    provider = forms.ChoiceField(widget=forms.HiddenInput)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False)

    def __init__(
        self, data: QueryDict | None, *, providers: list[Provider], language: str, country: str = "", stamp: str = ""
    ) -> None:
        first = providers[0].name if providers else ""
        super().__init__(data, initial={"country": country, "provider": first, "stamp": stamp})
        self.language = language
        self.providers = providers
        fields: Any = self.fields
        fields["country"].choices = countries(language)
        fields["provider"].choices = [(one.name, one.label) for one in providers]

    def asking_for_account(self) -> list[Provider]:
        """Those at which who gives monthly signs in with the address written here."""
        return [one for one in self.providers if one.asks_for_account]

    def with_stamp(self, stamp: str) -> None:
        """What is typed stays; what belonged to the old stamp goes."""
        sent: Any = self.data
        sent = sent.copy()
        sent["stamp"], sent["proof"], sent["ticket"] = stamp, "", ""
        self.data = sent

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("behalf") == ORGANISATION:
            if not given.get("organisation"):
                self.add_error("organisation", _("Write the name of the organisation for which you give."))
        elif given.get("thanks") == PUBLIC and not given.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write your name. Only an anonymous gift may be without one."))
        return given

    def wish(self, choice: Choice) -> Wish:
        """Call it when the form is valid. Who is thanked in public and names nothing else is thanked by their name."""
        given = self.cleaned_data
        organisation = given["organisation"] if given["behalf"] == ORGANISATION else ""
        thanked = (given["thanked_as"] or organisation or given["name"])[:120] if given["thanks"] == PUBLIC else ""
        names = ("email", "name", "country", "provider", "in_memory_of", "message")
        return Wish(
            choice=choice,
            language=self.language,
            organisation=organisation,
            thanked_as=thanked,
            **{name: given[name] for name in names},
        )

    def everything(self) -> list[tuple[str, str]]:
        """All that was sent, for a page that sends it again; but for what that page makes anew."""
        return [(name, self.data.get(name, "")) for name in self.fields if name not in UNSEEN]
