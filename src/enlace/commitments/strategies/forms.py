from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, SectionVersion, Strategy, StrategyParty, StrategySection
from enlace.commitments.strategies.choices import hand_choices, party_choices, read_body
from enlace.core.languages import languages
from enlace.core.texts import TextsFormField
from enlace.meetings.models import Meeting
from enlace.themes.forms import ThemesField

type Hands = Sequence[tuple[Body | None, StrategyParty | None]]
ONE_A_PARAGRAPH = _(
    "An empty line begins a paragraph; a line that begins with a dash or a number is a point of a list. "
    "Name offices, not people."
)


class HandForm(forms.Form):
    """Of who writes in the name of a party. Where only one is possible, it is not asked."""

    body = forms.TypedChoiceField(label=_("In the name of"), coerce=read_body, empty_value=None)

    def __init__(self, *args: Any, hands: Hands, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hands = hands
        self.fields["body"].choices = hand_choices(hands)  # type: ignore[attr-defined]
        if len(hands) == 1:
            del self.fields["body"]

    def hand(self) -> Body | None:
        """Of a form that is valid."""
        return self.hands[0][0] if len(self.hands) == 1 else self.cleaned_data["body"]


class StrategyForm(forms.Form):
    title = TextsFormField(label=_("Title"), max_length=250)
    summary = TextsFormField(label=_("In short"), required=False, long=True)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Meeting where it began"), required=False, empty_label=_("none")
    )
    themes = ThemesField()

    def __init__(self, *args: Any, reader: Anyone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.visible_to(reader).order_by("-begins_on")
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class AddStrategyForm(StrategyForm):
    parties = forms.TypedMultipleChoiceField(
        label=_("Parties"),
        coerce=read_body,
        help_text=_("Who drafts and signs it. You can add others later, while it is drafted."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = party_choices()  # type: ignore[attr-defined]


def strategy_initial(strategy: Strategy) -> dict[str, Any]:
    return {
        "title": strategy.title,
        "summary": strategy.summary,
        "meeting": strategy.meeting_id,
        "themes": list(strategy.themes.all()),
    }


class PartyForm(forms.Form):
    party = forms.TypedChoiceField(label=_("Member state or observer"), coerce=read_body, empty_value=None)

    def __init__(self, *args: Any, parties: Iterable[StrategyParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = party_choices(besides=[party.body for party in parties])
        self.fields["party"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]


class SectionForm(forms.Form):
    title = TextsFormField(label=_("Name of the section"), max_length=200)


class SectionTextField(forms.CharField):
    """Whether an empty text may be saved is the action's to say: one that was written may be emptied."""

    def validate(self, value: Any) -> None:
        """Nothing."""


class WriteForm(HandForm):
    """`base` and `merged` are the versions that the text builds upon, as the page gave them."""

    text = SectionTextField(
        label=_("Text"), strip=False, help_text=ONE_A_PARAGRAPH, widget=forms.Textarea(attrs={"rows": 18})
    )
    why = forms.CharField(label=_("What changes, in a few words"), max_length=300, required=False)
    language = forms.ChoiceField(widget=forms.HiddenInput)
    base = forms.ModelChoiceField(SectionVersion.objects.none(), required=False, widget=forms.HiddenInput)
    merged = forms.ModelChoiceField(SectionVersion.objects.none(), required=False, widget=forms.HiddenInput)
    field_order = ["body", "text", "why"]

    def __init__(self, *args: Any, section: StrategySection, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(one.code, one.name) for one in languages()]  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["lang"] = language
        for name in ("base", "merged"):
            self.fields[name].queryset = SectionVersion.objects.filter(section=section)  # type: ignore[attr-defined]


class CommentForm(HandForm):
    text = forms.CharField(label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ["body", "text"]


class DeclineForm(forms.Form):
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("In a sentence, so that it can be proposed otherwise. All parties read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignForm(HandForm):
    """`seen` is the fingerprint of the text that was shown."""

    may_publish = forms.TypedChoiceField(
        label=_("May it be published?"),
        choices=[("yes", _("Yes, once every party has signed and says so too")), ("no", _("Not yet"))],
        coerce=lambda value: value == "yes",
        help_text=_("You can say otherwise later, without signing anew."),
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = ["body", "may_publish"]
