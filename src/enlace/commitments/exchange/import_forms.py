from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.commitments.exchange.columns import COMMITMENTS
from enlace.commitments.exchange.mapping import (
    FIELDS,
    ColumnMapping,
    field_label,
    heads_of,
    mapping_from,
    mapping_problems,
)
from enlace.commitments.exchange.words import APPROACHES, AUDIENCES
from enlace.core.languages import default_language, language_codes, languages
from enlace.network.choices import NONE, Choices, by_name
from enlace.network.exchange.tables import MOST_MEGABYTES, Sheet
from enlace.network.models import Organisation, State

SHOWN_CELLS, LONGEST_CELL, LONGEST_WORD = 3, 60, 28
UNREAD = ("", gettext_lazy("is not read"))


class TableForm(forms.Form):
    table = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("XLSX or CSV, with one commitment in each row."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def clean_table(self) -> Any:
        table = self.cleaned_data["table"]
        if table.size > MOST_MEGABYTES * 1024 * 1024:
            raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": MOST_MEGABYTES})
        return table


class WholeTable(forms.Form):
    """What holds where a row says nothing."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the texts"))
    parties = forms.ChoiceField(label=gettext_lazy("State or observer that promises"), required=False)
    approach = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    made_on = forms.CharField(
        label=gettext_lazy("Made on"),
        required=False,
        help_text=gettext_lazy("A day, a month or a year, for example 15/03/2016, marzo de 2016 or 2016."),
    )
    source = forms.CharField(
        label=gettext_lazy("Document in which they stand"),
        required=False,
        max_length=250,
        help_text=gettext_lazy("Where a column is the source, this is written before it."),
    )
    reported_on = forms.CharField(label=gettext_lazy("Progress is as of"), required=False)
    percent_as = forms.ChoiceField(
        label=gettext_lazy("Percentages are written"),
        required=False,
        choices=[NONE, ("hundred", gettext_lazy("as 85")), ("one", gettext_lazy("as 0.85"))],
    )
    audience = forms.ChoiceField(label=gettext_lazy("Audience"), required=False)
    illustrative = forms.BooleanField(label=gettext_lazy("All of them are illustrative"), required=False)
    words = forms.CharField(
        label=gettext_lazy("What words of the table mean"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A line each, for example “Session: 18 = 2014-01-27”."),
    )
    only = forms.CharField(
        label=gettext_lazy("Read only some rows"),
        required=False,
        help_text=gettext_lazy("For example “Response: Accepted, Voluntary Pledge”."),
    )
    name = forms.CharField(
        label=gettext_lazy("Remember this choice as"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("The next table with the same heads finds it again."),
    )


class ColumnsForm(WholeTable):
    """A select for each column of the table, and what holds for the whole of it."""

    def __init__(self, data: Any, *, sheet: Sheet, proposed: ColumnMapping, name: str = "") -> None:
        super().__init__(data, initial=_initial(proposed) | {"name": name})
        self.sheet, self.heads = sheet, heads_of(sheet)
        choices = [UNREAD, *_fields()]
        for index, head in enumerate(self.heads):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=head,
                required=False,
                choices=choices,
                initial=_without_language(proposed.columns.get(head, ""), proposed.language),
                help_text=_examples(sheet, index),
            )
        _choices(self, "language", [(one.code, one.name) for one in languages()])
        _choices(self, "parties", [NONE, *_bodies()])
        _choices(self, "approach", [NONE, *((key, capfirst(str(label))) for key, label in APPROACHES.labels.items())])
        _choices(self, "audience", [NONE, *((key, capfirst(str(label))) for key, label in AUDIENCES.labels.items())])

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[f"column_{index}"] for index in range(len(self.heads))]

    @property
    def of_the_table(self) -> list[forms.BoundField]:
        return [self[name] for name in WholeTable.base_fields if name != "name"]

    def clean_words(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["words"].splitlines())):
            head, rest = self._split(line)
            word, equals, meant = rest.partition("=")
            if not equals:
                raise ValidationError(_("Write “column: word = meaning” in the line “%(line)s”.") % {"line": line})
            found.setdefault(head, {})[word.strip()] = meant.strip()
        return found

    def clean_only(self) -> dict[str, list[str]]:
        if not self.cleaned_data["only"].strip():
            return {}
        head, rest = self._split(self.cleaned_data["only"])
        return {head: [cell for one in rest.split(",") if (cell := one.strip())]}

    def _split(self, line: str) -> tuple[str, str]:
        head = next((one for one in sorted(self.heads, key=len, reverse=True) if line.startswith(f"{one}:")), None)
        if head is None:
            raise ValidationError(_("“%(line)s” does not begin with a column of the table.") % {"line": line})
        return head, line[len(head) + 1 :]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        cleaned["mapping"] = self.mapping().as_json()
        for problem in mapping_problems(self.mapping(), self.sheet):
            twice = problem.column.split(" · ")
            fields: list[str | None] = [f"column_{self.heads.index(head)}" for head in twice if head in self.heads]
            for field in fields or [None]:
                self.add_error(field, f"{problem.wrong} {problem.mend}")
        return cleaned

    def mapping(self) -> ColumnMapping:
        said = self.cleaned_data
        constants = {
            name: said.get(name, "")
            for name in (
                "language",
                "parties",
                "approach",
                "made_on",
                "source",
                "reported_on",
                "percent_as",
                "audience",
            )
        }
        columns = {head: said.get(f"column_{index}", "") for index, head in enumerate(self.heads)}
        illustrative = {"illustrative": "yes"} if said["illustrative"] else {}
        return mapping_from(
            {"columns": columns, "constants": constants | illustrative, "words": said["words"], "only": said["only"]}
        )


def _choices(form: forms.Form, name: str, choices: Choices) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def _fields() -> Choices:
    """Texts once for the language of the table, and once for each other."""
    found: Choices = []
    for column in COMMITMENTS.columns:
        found.append((column.key, field_label(column.key)))
        if column.many:
            found += [(f"{column.key} {code}", field_label(f"{column.key} {code}")) for code in language_codes()]
    return found


def _without_language(name: str, language: str) -> str:
    key, _space, spoken = name.partition(" ")
    return key if key in FIELDS and spoken == language else name


def _bodies() -> Choices:
    states = by_name((state.code, state.name) for state in State.objects.all())
    observers = by_name((str(one.name), str(one.shown_name)) for one in Organisation.objects.observers())
    return [(_("States"), states), (_("Observers"), observers)]


def _examples(sheet: Sheet, index: int) -> str:
    cells: Iterable[str] = (str(row.cells[index]) for row in sheet.rows if index < len(row.cells))
    shown = [cell for cell in dict.fromkeys(cells) if cell][:SHOWN_CELLS]
    return " · ".join(_shortened(cell) for cell in shown)


def _shortened(cell: str) -> str:
    """What fits on a phone: addresses have no place where a line could end."""
    first = cell.split(" ", 1)[0]
    most = LONGEST_CELL if len(first) <= LONGEST_WORD else LONGEST_WORD
    return cell if len(cell) <= most else f"{cell[:most]}…"


def _initial(mapping: ColumnMapping) -> dict[str, Any]:
    lines = [f"{head}: {word} = {meant}" for head, words in mapping.words.items() for word, meant in words.items()]
    only = next((f"{head}: {', '.join(cells)}" for head, cells in mapping.only.items()), "")
    told = {"language": default_language()} | dict(mapping.constants)
    return told | {
        "illustrative": mapping.constants.get("illustrative") == "yes",
        "words": "\n".join(lines),
        "only": only,
    }
