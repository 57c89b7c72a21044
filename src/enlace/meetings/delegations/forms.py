from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import current_language, languages
from enlace.core.texts import TextsFormField
from enlace.meetings.delegations.actions import LONGEST_REASON
from enlace.meetings.delegations.people import contact_may_change
from enlace.meetings.delegations.queries import OBSERVERS, STATES, Invitable
from enlace.meetings.delegations.registration_actions import LONGEST_NEED
from enlace.meetings.delegations.registrations import ways_to_take_part
from enlace.meetings.delegations.stages import Stage
from enlace.meetings.models import Delegate, Delegation, Mode
from enlace.meetings.models.delegations import Answer
from enlace.network.models import Organisation, State


class FilterForm(forms.Form):
    stage = forms.ChoiceField(label=_("Standing"), required=False)
    kind = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages: Any = self.fields["stage"]
        stages.choices = [("", _("every standing")), *Stage.choices]
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", _("states and observers")), (STATES, _("states")), (OBSERVERS, _("observers"))]

    @property
    def chosen(self) -> dict[str, str]:
        """What is not offered is as if nothing were chosen."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in ("stage", "kind")}


class InviteForm(forms.Form):
    """All members are ticked, observers are chosen."""

    states = forms.MultipleChoiceField(label=_("Member states"), required=False, widget=forms.CheckboxSelectMultiple)
    organisations = forms.MultipleChoiceField(label=_("Observers"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, invitable: Invitable) -> None:
        super().__init__(data, initial={"states": [str(one.pk) for one in invitable.states]})
        self.states_offered = {str(one.pk): one for one in invitable.states}
        self.organisations_offered = {str(one.pk): one for one in invitable.organisations}
        states: Any = self.fields["states"]
        states.choices = [(key, one.name) for key, one in self.states_offered.items()]
        organisations: Any = self.fields["organisations"]
        organisations.choices = [(key, str(one)) for key, one in self.organisations_offered.items()]

    def clean_states(self) -> list[State]:
        return [self.states_offered[key] for key in self.cleaned_data["states"]]

    def clean_organisations(self) -> list[Organisation]:
        return [self.organisations_offered[key] for key in self.cleaned_data["organisations"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("states") and not given.get("organisations"):
            raise forms.ValidationError(_("Tick at least one state or observer."))
        return given


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, delegation: Delegation) -> None:
        super().__init__(data, initial={"answer": delegation.answer})


class DelegateForm(forms.Form):
    """`delegate` is who is changed; name, address and language are shown where others have to change them."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The personal link to register goes there, once the names are approved.")
    )
    language = forms.ChoiceField(label=_("Language of their mail"))
    office = TextsFormField(
        label=_("Office"), max_length=200, help_text=_("As the list and the badge show it. One language is enough.")
    )
    is_head = forms.BooleanField(label=_("Heads the delegation"), required=False)

    def __init__(self, data: Any = None, *, delegate: Delegate | None = None) -> None:
        super().__init__(data, initial=_delegate_initial(delegate))
        language: Any = self.fields["language"]
        language.choices = [(one.code, one.name) for one in languages()]
        self.is_fixed = delegate is not None and not contact_may_change(delegate)
        if self.is_fixed:
            for name in ("name", "email", "language"):
                self.fields[name].disabled = True
                self.fields[name].help_text = ""

    @property
    def answers(self) -> dict[str, Any]:
        fixed = {"name", "email", "language"} if self.is_fixed else set()
        return {key: value for key, value in self.cleaned_data.items() if key not in fixed}


def _delegate_initial(delegate: Delegate | None) -> dict[str, Any]:
    if delegate is None:
        return {"language": current_language()}
    person = delegate.person
    contact = {"name": person.name, "email": person.email, "language": person.language}
    return contact | {"office": delegate.office, "is_head": delegate.is_head}


class SendBackForm(forms.Form):
    why = forms.CharField(
        label=_("What has to change"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Those who named the delegation get it by mail, and it stands on its page until they submit again."
        ),
    )


class RegisterForm(forms.Form):
    """What the mode of the meeting leaves open; `language` for those who may set it."""

    takes_part = forms.ChoiceField(label=_("How do you take part?"), widget=forms.RadioSelect)
    access = forms.CharField(
        label=_("What you need to have access"),
        required=False,
        max_length=LONGEST_NEED,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example a ramp, sign language or captions."),
    )
    diet = forms.CharField(
        label=_("What you cannot or do not eat"),
        required=False,
        max_length=LONGEST_NEED,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = forms.ChoiceField(label=_("Language of your mail"))

    def __init__(self, data: Any = None, *, delegate: Delegate, sets_language: bool) -> None:
        meeting, need = delegate.delegation.meeting, getattr(delegate, "need", None)
        initial = {"takes_part": delegate.takes_part, "language": delegate.person.language}
        super().__init__(data, initial=initial | ({"access": need.access, "diet": need.diet} if need else {}))
        ways = ways_to_take_part(meeting)
        takes_part: Any = self.fields["takes_part"]
        takes_part.choices = [(way.value, way.label) for way in ways]
        language: Any = self.fields["language"]
        language.choices = [(one.code, one.name) for one in languages()]
        if len(ways) == 1:
            del self.fields["takes_part"]
        if meeting.mode == Mode.VIRTUAL:
            del self.fields["diet"]
        if not sets_language:
            del self.fields["language"]
