"""What is held on a person, as a file that they take with them."""

import csv
import io
import json
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from enlace.core.spreadsheet_safety import neutral
from enlace.network.held import Section


def as_json(sections: Sequence[Section]) -> str:
    """A list of sections, each with its title and facts; a fact has a label and a value."""
    plain = [
        {"section": section.title, "facts": [{"label": fact.label, "value": fact.value} for fact in section.facts]}
        for section in sections
    ]
    return json.dumps(plain, ensure_ascii=False, indent=1)


def as_csv(sections: Sequence[Section]) -> str:
    """One row a fact, with a mark by which spreadsheets know UTF-8, and no cell that they would run."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_("Section"), _("What"), _("As held")])
    for section in sections:
        writer.writerows([neutral(section.title), neutral(fact.label), neutral(fact.value)] for fact in section.facts)
    return "\ufeff" + file.getvalue()


FORMS: dict[str, tuple[Callable[[Sequence[Section]], str], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json; charset=utf-8"),
}
"""By the ending of the file: how it is written, and what it is."""
