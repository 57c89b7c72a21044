from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.commitments.progress.forms import texts_field
from enlace.mechanisms.lessons.checking import LONGEST_QUESTION, LONGEST_REASON, LONGEST_REPLY, limit_of
from enlace.mechanisms.models import Function, Mechanism, PracticeNote
from enlace.mechanisms.models.lessons import AUDIENCES
from enlace.network.audiences import Audience
from enlace.network.models import State
from enlace.themes.forms import ThemesField

NO_FUNCTION = ("", _("None in particular"))
NAMES = ("title", "text", "function", "audience", "contact", "contact_email")


class NoteForm(forms.Form):
    """A practice note; of which state, where its writer acts for several."""

    function = forms.ChoiceField(
        label=_("Function"),
        required=False,
        choices=[NO_FUNCTION, *((value, capfirst(label)) for value, label in Function.choices)],
        help_text=_("Which of the four functions of a national mechanism it helps with."),
    )
    themes = ThemesField()
    contact_email = forms.CharField(
        label=_("E-mail of the office"),
        required=False,
        max_length=254,
        widget=forms.EmailInput,
        help_text=_(
            "Questions of other states go there by mail. It is never shown. Left empty, they go to those who act for "
            "your state."
        ),
    )
    audience = forms.ChoiceField(
        label=_("For whom"),
        choices=[(value, capfirst(label)) for value, label in AUDIENCES],
        initial=Audience.MEMBERS.value,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, states: Sequence[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = {state.pk: state for state in states}
        if len(states) > 1:
            self.fields["state"] = forms.TypedChoiceField(
                label=_("State"), coerce=int, choices=[(one.pk, one.name) for one in states]
            )
        self.fields["title"] = texts_field(label=_("Title"), max_length=limit_of("title"))
        self.fields["text"] = text = texts_field(
            label=_("What was learned"),
            long=True,
            max_length=limit_of("text"),
            help_text=_(
                "What was tried, what came of it, and what another state would need for it. Half a page is enough."
            ),
        )
        for widget in text.widget.widgets:
            widget.attrs["rows"] = 8
        self.mechanisms = {one.pk: one for one in Mechanism.objects.filter(state__in=self.states)}
        if self.mechanisms:
            self.fields["mechanism"] = forms.TypedChoiceField(
                label=_("National mechanism"),
                required=False,
                coerce=int,
                empty_value=None,
                choices=[("", _("No mechanism")), *((pk, str(one.shown_name)) for pk, one in self.mechanisms.items())],
            )
        self.fields["contact"] = texts_field(
            label=_("Office that answers questions"),
            required=False,
            max_length=limit_of("contact"),
            help_text=_("The name of an office, not of a person. It is shown with the note."),
        )
        self.order_fields(["state", "title", "text", "function", "themes", "mechanism", "contact", "contact_email"])

    def note(self) -> dict[str, Any]:
        """Of a valid form, as the actions take it."""
        given = self.cleaned_data
        mechanism = self.mechanisms.get(given.get("mechanism") or 0)
        return {name: given[name] for name in NAMES} | {"themes": list(given["themes"]), "mechanism": mechanism}

    def state(self) -> State:
        """Of a valid form."""
        return self.states[self.cleaned_data.get("state") or next(iter(self.states))]


def initial_of(note: PracticeNote) -> dict[str, Any]:
    given = {name: getattr(note, name) for name in NAMES}
    themes = list(note.themes.values_list("pk", flat=True))
    return given | {"themes": themes, "mechanism": note.mechanism_id}


class SendBackForm(forms.Form):
    why = forms.CharField(
        label=_("What has to change"),
        error_messages={"required": _("Say what has to change, so that it can be changed.")},
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REASON}),
        help_text=_("Those who act for your state read it on the page of the note and in a mail."),
    )


class AskForm(forms.Form):
    """A question; in the name of which state, where somebody acts for several."""

    text = forms.CharField(
        label=_("Your question"),
        error_messages={"required": _("Write your question first.")},
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_QUESTION}),
    )

    def __init__(self, *args: Any, states: Sequence[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = {state.pk: state for state in states}
        if len(states) > 1:
            self.fields["state"] = forms.TypedChoiceField(
                label=_("State that asks"), coerce=int, choices=[(one.pk, one.name) for one in states]
            )
            self.order_fields(["state"])

    def state(self) -> State:
        """Of a valid form."""
        return self.states[self.cleaned_data.get("state") or next(iter(self.states))]


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Your reply"),
        error_messages={"required": _("Write your reply first.")},
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_REPLY}),
    )
