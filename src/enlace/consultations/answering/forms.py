from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.consultations.answering.actions import AGREES, Answer
from enlace.consultations.answering.queries import OwnAnswer, Said
from enlace.consultations.models import Approach, Challenge, Statement

VALUES = [(1, _("Agree")), (-1, _("Disagree")), (0, _("Pass"))]
IMPORTANCE = [(1, _("Low")), (2, _("Medium")), (3, _("High"))]
NO_ANSWER = ("", _("No answer"))
ONE_OF_THREE = {name: _("Choose one of the three answers.") for name in ("required", "invalid_choice")}


@dataclass(frozen=True)
class Choice:
    """As a template draws it; `opens` is the one after which importance and levels count."""

    name: str
    value: str
    label: str | Promise
    chosen: bool

    @property
    def opens(self) -> bool:
        return self.value == str(AGREES)


class AnswerForm(forms.Form):
    """The answer to one statement, and where it is a priority, how important it is and where one would act."""

    value = forms.TypedChoiceField(choices=VALUES, coerce=int, error_messages=ONE_OF_THREE)
    importance = forms.TypedChoiceField(
        choices=IMPORTANCE,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the three degrees of importance.")},
    )
    approaches = forms.MultipleChoiceField(
        choices=Approach.choices, required=False, error_messages={"invalid_choice": _("Choose among the four levels.")}
    )

    def __init__(self, *args: Any, statement: Statement, challenge: Challenge | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.statement, self.challenge = statement, challenge
        if not statement.is_priority:
            del self.fields["importance"], self.fields["approaches"]

    def values(self) -> list[Choice]:
        return self._choices("value", VALUES)

    def degrees(self) -> list[Choice]:
        return self._choices("importance", IMPORTANCE)

    def levels(self) -> list[Choice]:
        return self._choices("approaches", [(value, capfirst(label)) for value, label in Approach.choices])

    def _choices(self, name: str, choices: Iterable[tuple[Any, Any]]) -> list[Choice]:
        held = self[name].value()
        chosen = {str(one) for one in (held if isinstance(held, list) else [held]) if one is not None}
        return [Choice(self.add_prefix(name), str(value), label, str(value) in chosen) for value, label in choices]

    @property
    def answer(self) -> Answer:
        """Of a valid form."""
        cleaned = self.cleaned_data
        value = cleaned.get("value")
        counts = value == AGREES
        return Answer(
            self.statement.pk,
            value,
            cleaned.get("importance") if counts else None,
            tuple(cleaned.get("approaches") or ()) if counts else (),
        )


class AnswerAmongMany(AnswerForm):
    """One of a long form: it may be left without an answer, and carries what was answered when it was shown, so that
    only what its reader changed is written, and two people of one voice do not undo each other."""

    value = forms.TypedChoiceField(
        choices=[*VALUES, NO_ANSWER], coerce=int, empty_value=None, required=False, error_messages=ONE_OF_THREE
    )
    shown = forms.CharField(required=False, max_length=80)

    def values(self) -> list[Choice]:
        found = self._choices("value", [*VALUES, NO_ANSWER])
        if any(one.chosen for one in found):
            return found
        *others, none = found
        return [*others, Choice(none.name, none.value, none.label, True)]

    @property
    def has_been_changed(self) -> bool:
        """Of a valid form; a group of choices that was not sent at all changes nothing."""
        answer = self.answer
        sent = self.add_prefix("value") in self.data
        return sent and written(Said(answer.value, answer.importance, answer.approaches)) != self.cleaned_data["shown"]


def written(said: Said) -> str:
    """An answer as the hidden field of a form carries it."""
    levels = ",".join(level for level in Approach.values if level in said.approaches)
    return f"{'' if said.value is None else said.value}/{said.importance or ''}/{levels}"


class AnswersForm:
    """All statements at once: a form for each. With `only`, what was sent is shown of these statements alone."""

    def __init__(
        self, answers: Iterable[OwnAnswer], data: QueryDict | None = None, only: Container[int] | None = None
    ) -> None:
        self.questions = [
            self._question(one, data if only is None or one.statement.pk in only else None) for one in answers
        ]
        self.asked = {int(name[1:].split("-")[0]) for name in data or () if name.endswith("-shown") and _is_of_us(name)}

    @staticmethod
    def _question(one: OwnAnswer, data: QueryDict | None) -> AnswerAmongMany:
        prefix = f"s{one.statement.pk}"
        known = data if data is not None and f"{prefix}-shown" in data else None
        initial = one.said.initial | {"shown": written(one.said)}
        return AnswerAmongMany(known, prefix=prefix, statement=one.statement, challenge=one.challenge, initial=initial)

    @property
    def wrong(self) -> list[AnswerAmongMany]:
        return [one for one in self.questions if one.is_bound and not one.is_valid()]

    @property
    def changed(self) -> list[Answer]:
        """Of those without a mistake."""
        return [one.answer for one in self.questions if one.is_bound and one.is_valid() and one.has_been_changed]

    @property
    def gone(self) -> bool:
        """Whether a statement that was asked about is not asked any more."""
        return bool(self.asked - {one.statement.pk for one in self.questions})


def _is_of_us(name: str) -> bool:
    return name.startswith("s") and name[1:].split("-")[0].isdecimal()


class JoinForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("This is no e-mail address. It should look like name@example.org."),
        },
    )
