from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.languages import languages
from enlace.core.texts import TextsFormField
from enlace.meetings.models import Decision, Meeting, MinutesVersion, Session, SessionKind
from enlace.network.audiences import Audience
from enlace.network.choices import organisation_choices, state_choices
from enlace.network.models import Organisation, State


class MinutesForm(forms.Form):
    """`base` and `merged` are the versions that the text builds upon, as the page gave them."""

    text = forms.CharField(
        label=_("Minutes"),
        strip=False,
        help_text=_(
            "An empty line begins a paragraph; a line that begins with a dash or a number is a point of a list. "
            "Name offices, not people."
        ),
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    language = forms.ChoiceField(label=_("Language of the text"))
    base = forms.ModelChoiceField(MinutesVersion.objects.none(), required=False, widget=forms.HiddenInput)
    merged = forms.ModelChoiceField(MinutesVersion.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(one.code, one.name) for one in languages()]  # type: ignore[attr-defined]
        for name in ("base", "merged"):
            self.fields[name].queryset = MinutesVersion.objects.filter(session=session)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    text = TextsFormField(label=_("Decision"), long=True)
    session = forms.ModelChoiceField(
        Session.objects.none(), label=_("Session"), required=False, empty_label=_("the meeting as a whole")
    )
    state = forms.TypedChoiceField(label=_("State that does it"), coerce=int, empty_value=None, required=False)
    organisation = forms.TypedChoiceField(
        label=_("Or the organisation that does it"), coerce=int, empty_value=None, required=False
    )
    owner = TextsFormField(
        label=_("Or another office that does it"),
        required=False,
        max_length=200,
        help_text=_("For example: the working group on early warning."),
    )
    due_on = DayField(label=_("Until"), required=False)
    audience = forms.ChoiceField(
        label=_("Who may read it"), help_text=_("Others than the members read it once the minutes are approved.")
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = Session.objects.filter(meeting=meeting).exclude(kind=SessionKind.BREAK)
        self.fields["session"].queryset = sessions  # type: ignore[attr-defined]
        self.fields["state"].choices = state_choices()  # type: ignore[attr-defined]
        self.fields["organisation"].choices = organisation_choices()  # type: ignore[attr-defined]
        audiences = [(value, capfirst(label)) for value, label in Audience.choices if value != Audience.INVITED]
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        self.fields["audience"].initial = Audience.MEMBERS.value

    def clean_state(self) -> State | None:
        return State.objects.filter(pk=self.cleaned_data["state"]).first()

    def clean_organisation(self) -> Organisation | None:
        return Organisation.objects.filter(pk=self.cleaned_data["organisation"]).first()


def decision_initial(decision: Decision) -> dict[str, Any]:
    return {
        "text": decision.text,
        "session": decision.session_id,
        "state": decision.state_id,
        "organisation": decision.organisation_id,
        "owner": decision.owner,
        "due_on": decision.due_on,
        "audience": decision.audience,
    }


class FinishForm(forms.Form):
    done_on = DayField(label=_("Done on"), initial=today)


class ApprovalForm(forms.Form):
    closes_on = DayField(
        label=_("Last day to answer"), help_text=_("A state that does not answer by the end of this day consents.")
    )


class AnswerForm(forms.Form):
    approves = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Approves the minutes and decisions")), ("no", _("Objects: the text should be changed"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        help_text=_("What should be changed, if your state objects. All members read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
