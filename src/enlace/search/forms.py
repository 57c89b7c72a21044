from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.search.asking.address import Asked
from enlace.search.asking.question import DATE, RELEVANCE, Answer
from enlace.search.asking.reading import MOST_LETTERS


class FilterForm(forms.Form):
    """What is found, narrowed: each value with its number. The question and its ways go along unseen."""

    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[(RELEVANCE, _("Best match first")), (DATE, _("Newest first"))]
    )

    def __init__(self, asked: Asked, answer: Answer) -> None:
        super().__init__(initial=asked.parameters(), auto_id="filter-%s")
        for facet in answer.facets:
            values = [(one.value, f"{one.label} ({one.number})") for one in facet.counts]
            choices = [("", _("No filter")), *values]
            self.fields[facet.name] = forms.ChoiceField(label=facet.label, required=False, choices=choices)
        self.order_fields([*(facet.name for facet in answer.facets), "order"])
        shown = set(self.fields)
        for name, value in asked.parameters().items():
            if name not in shown and name != "page":
                self.fields[name] = forms.CharField(required=False, initial=value, widget=forms.HiddenInput)


class QuestionForm(forms.Form):
    q = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
        help_text=_("“Exact phrase”, -without a word, title:word of a title."),
    )

    def __init__(self, asked: Asked) -> None:
        super().__init__(initial={"q": asked.question.text.strip()[: 2 * MOST_LETTERS]}, auto_id="search-%s")
