import json
from dataclasses import dataclass
from typing import Any

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from polib import POFile
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from enlace.core.languages import languages
from enlace.website.parity import State
from enlace.website.po_files import UnreadablePo, read_po
from enlace.website.text_fit import as_written, from_written, has_marks, misfit, place_name
from enlace.website.translations import machine_drafts

SHOWN = {"a": {"href"}, "abbr": set(), "b": set(), "br": set(), "code": set(), "em": set(), "i": set(), "strong": set()}
LARGEST_PO = 2 * 1024 * 1024


def language_choices() -> list[tuple[str, str]]:
    return [("", gettext("All languages")), *((one.code, one.name) for one in languages())]


def state_choices() -> list[tuple[str, str]]:
    return [("", gettext("All states")), *((state.value, str(state.label)) for state in State)]


class BoardForm(forms.Form):
    """What of the board is shown. An unknown value shows all: the address may be an old one."""

    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    state = forms.ChoiceField(label=_("State"), required=False, choices=state_choices)
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PoForm(forms.Form):
    file = forms.FileField(label=_("PO file"), help_text=_("The file that the translator sent back, at most 2 MB."))

    def __init__(self, translation: Translation, *args: Any) -> None:
        super().__init__(*args)
        self.translation = translation

    def clean_file(self) -> POFile:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_PO:
            raise ValidationError(_("The file is larger than 2 MB: no page has so much text."))
        try:
            return read_po(upload.read(), self.translation)
        except UnreadablePo as wrong:
            raise ValidationError(str(wrong)) from wrong


@dataclass(frozen=True)
class Entry:
    """A machine draft beside its source, as the page shows it."""

    place: str
    source: SafeString
    marked: bool
    error: str | None
    text: forms.BoundField
    read: forms.BoundField


class DraftsForm(forms.Form):
    """Each machine draft of a page: its text, which may be corrected, and whether a person has read it."""

    def __init__(self, translation: Translation, page: Page, *args: Any) -> None:
        super().__init__(*args)
        self.page = page
        language = translation.target_locale.language_code
        self.segments = {
            (one.string_id, one.context_id): one
            for one in StringSegment.objects.filter(source__object=translation.source.object_id).order_by("-order")
        }
        drafts = machine_drafts(page).select_related("translation_of", "context")
        self.drafts = sorted(drafts, key=lambda one: self._segment(one).order)
        for one in self.drafts:
            written = as_written(one.data, one.translation_of.data)
            area = forms.Textarea(attrs={"lang": language, "rows": min(14, 1 + len(written) // 45)})
            self.fields[f"text_{one.pk}"] = forms.CharField(
                label=_("Translation"), required=False, initial=written, widget=area
            )
            self.fields[f"read_{one.pk}"] = forms.BooleanField(label=_("I have read it"), required=False)

    def clean(self) -> None:
        for one in self.drafts:
            text = self._text(one)
            asked = self.cleaned_data.get(f"read_{one.pk}") or text != one.data
            if asked and (problem := misfit(self.page, one.context, one.translation_of.data, text)):
                self.add_error(f"text_{one.pk}", problem)

    @property
    def confirmed(self) -> dict[int, str]:
        return {one.pk: self._text(one) for one in self.drafts if self.cleaned_data[f"read_{one.pk}"]}

    @property
    def corrected(self) -> dict[int, str]:
        texts = {one.pk: self._text(one) for one in self.drafts if not self.cleaned_data[f"read_{one.pk}"]}
        return {one.pk: texts[one.pk] for one in self.drafts if texts.get(one.pk, one.data) != one.data}

    def entries(self) -> list[Entry]:
        return [
            Entry(
                place_name(self.page, one.context),
                self._source(one),
                has_marks(one.translation_of.data),
                one.get_error(),
                self[f"text_{one.pk}"],
                self[f"read_{one.pk}"],
            )
            for one in self.drafts
        ]

    def _segment(self, one: StringTranslation) -> StringSegment:
        return self.segments[one.translation_of_id, one.context_id]

    def _text(self, one: StringTranslation) -> str:
        source, written = one.translation_of.data, self.cleaned_data.get(f"text_{one.pk}", "")
        return one.data if written == as_written(one.data, source) else from_written(written, source)

    def _source(self, one: StringTranslation) -> SafeString:
        html = StringValue(one.translation_of.data).render_html(json.loads(self._segment(one).attrs or "{}") or {})
        return mark_safe(nh3.clean(html, tags=set(SHOWN), attributes=SHOWN, link_rel=None))  # noqa: S308
