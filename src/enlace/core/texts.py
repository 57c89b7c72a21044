"""Texts in many languages: one JSON column, language code to text, so that a new language needs no migration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import current_language, languages, preference


@dataclass(frozen=True)
class Text:
    """One text as a reader gets it: in their language, or in another and then `fallback` is true."""

    text: str
    language: str
    fallback: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Texts(dict[str, str]):
    """language code → text; empty texts are left out."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        super().__init__({code: text for code, text in (texts or {}).items() if text})

    def in_language(self, language: str = "") -> Text:
        """The text for a reader of `language` (default: the active one), else the next best with `fallback` set."""
        wanted = language or current_language()
        for code in [*preference(wanted), *self]:
            if code in self:
                return Text(self[code], code, code != wanted)
        return Text("", wanted, False)

    def __str__(self) -> str:
        return str(self.in_language())


class TextsWidget(forms.MultiWidget):
    template_name = "core/texts_widget.html"

    def __init__(self, *, long: bool = False, attrs: dict[str, Any] | None = None) -> None:
        self.languages = languages()
        widget = forms.Textarea if long else forms.TextInput
        super().__init__(
            {
                one.code: widget(attrs={"lang": one.code, "rows": 3} if long else {"lang": one.code})
                for one in self.languages
            },
            attrs,
        )

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(one.code, "") for one in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for one, part in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            part["language"] = one
        return context


class TextsFormField(forms.MultiValueField):
    """One input per language. A required field asks for at least one of them."""

    def __init__(self, *, long: bool = False, max_length: int | None = None, **kwargs: Any) -> None:
        self.codes = [one.code for one in languages()]
        fields = [forms.CharField(required=False, max_length=max_length, label=one.name) for one in languages()]
        kwargs.setdefault("widget", TextsWidget(long=long))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Texts:
        return Texts(dict(zip(self.codes, data_list, strict=False)))

    def has_changed(self, initial: Mapping[str, str] | None, data: Any) -> bool:
        return Texts(initial) != self.clean(data)


def is_texts(value: object) -> None:
    if not isinstance(value, Mapping) or not all(
        isinstance(code, str) and isinstance(text, str) for code, text in value.items()
    ):
        raise ValidationError(_("Texts are written as language code and text."))


class TextsField(models.JSONField):
    """A model field whose value is `Texts`. `long` asks for several lines, `max_length` counts per language."""

    def __init__(self, *args: Any, long: bool = False, max_length: int | None = None, **kwargs: Any) -> None:
        self.long, self.each = long, max_length
        kwargs.setdefault("default", Texts)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, is_texts]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            kwargs | ({"long": True} if self.long else {}) | ({"max_length": self.each} if self.each else {}),
        )

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Texts:
        return Texts(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Any:
        return Texts(value) if isinstance(value, Mapping) else value

    def formfield(self, **kwargs: Any) -> Any:
        options = {
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "long": self.long,
            "max_length": self.each,
        }
        return TextsFormField(**(options | {k: v for k, v in kwargs.items() if k in {"widget", "required", "label"}}))
