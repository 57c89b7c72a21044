from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.accounts.models import AuditQuerySet
from enlace.core.day_field import DayField
from enlace.network.audit import COMMAND_LINE, Wanted, authors
from enlace.network.audit_words import action_in_words, author_in_words, kind_in_words


class WantedForm(forms.Form):
    """What to show of the audit log. It offers what is in the log."""

    account = forms.TypedChoiceField(label=gettext_lazy("Who"), required=False, coerce=int, empty_value=None)
    action = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    id = forms.CharField(label=gettext_lazy("Number"), required=False, max_length=64)
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, log: AuditQuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = log.order_by()
        who = authors(plain.values_list("by", flat=True).distinct())
        self._offer("account", {pk: author_in_words(one) for pk, one in who.items()}, first=COMMAND_LINE)
        self._offer("action", {one: action_in_words(one) for one in plain.values_list("action", flat=True).distinct()})
        kinds = plain.values_list("subject_kind", flat=True).distinct()
        self._offer("kind", {one: kind_in_words(one) for one in kinds})

    def _offer(self, name: str, choices: dict[Any, str], first: Any = None) -> None:
        ordered = sorted(choices.items(), key=lambda choice: (choice[0] != first, choice[1].casefold()))
        self.fields[name].choices = [("", _("Everything")), *ordered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError({"until": _("The last day lies before the first.")})
        return cleaned

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)
