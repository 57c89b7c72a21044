"""The two tables of the directory, their columns, and how a header is recognised: in any language, however typed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from enlace.core.languages import default_language, language_codes
from enlace.core.plain import plain
from enlace.network.exchange.tables import Problem, Sheet, column_name

IN_LANGUAGE = re.compile(r"\A(.+?)\s*\(([\w-]{2,12})\)\Z")


@dataclass(frozen=True)
class Column:
    """`also` are words for it beside its label in each language; `many`: there is one of it for each language."""

    key: str
    label: str | Promise
    also: tuple[str, ...] = ()
    many: bool = False
    required: bool = False


@dataclass(frozen=True)
class Table:
    key: str
    label: str | Promise
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


ROLE = Column("role", gettext_lazy("role"), ("rol", "papel", "función", "função", "calidad"), required=True)
STATE = Column(
    "state", gettext_lazy("state"), ("estado", "país", "country", "member state", "Estado miembro", "Estado membro")
)
ORGANISATION = Column(
    "organisation",
    gettext_lazy("organisation"),
    ("organization", "organización", "organização", "institution", "institución", "instituição"),
    many=True,
)
SECTOR = Column(
    "sector", gettext_lazy("kind of organisation"), ("sector", "setor", "tipo de organización", "tipo de organização")
)
NAME = Column("name", gettext_lazy("name"), ("nombre", "nome", "nombre completo", "nome completo", "persona", "pessoa"))
OFFICE = Column("office", gettext_lazy("office"), ("cargo", "puesto", "position", "post"), many=True)
EMAIL = Column(
    "email",
    gettext_lazy("e-mail address"),
    ("mail", "email", "correo", "correo electrónico", "dirección de correo electrónico", "endereço de e-mail"),
)
PHONE = Column("phone", gettext_lazy("telephone"), ("phone", "teléfono", "telefone", "tel"))
LANGUAGE = Column("language", gettext_lazy("language"), ("idioma", "lengua", "língua"))
SINCE = Column("since", gettext_lazy("since"), ("from", "desde", "inicio", "início", "beginning"), required=True)
UNTIL = Column("until", gettext_lazy("until"), ("to", "hasta", "até", "fin", "fim", "end"))
REFERENCE = Column(
    "reference",
    gettext_lazy("reference of the letter"),
    ("reference", "letter", "reference (letter)", "referencia", "referência", "carta", "referencia de la carta"),
)
ILLUSTRATIVE = Column("illustrative", gettext_lazy("illustrative"), ("ilustrativo", "ilustrativa"))
MEMBER = Column("member", gettext_lazy("member"), ("miembro", "membro"), many=True, required=True)
KIND = Column("kind", gettext_lazy("kind"), ("tipo", "clase", "type"))
LAUNCHED = Column(
    "launched",
    gettext_lazy("launched the network"),
    ("launched", "founder", "lanzó la Red", "lançou a Rede", "fundador"),
)
SOURCE = Column("source", gettext_lazy("source"), ("fuente", "fonte"))

MANDATES = Table(
    "mandates",
    gettext_lazy("mandates"),
    (ROLE, STATE, ORGANISATION, SECTOR, NAME, OFFICE, EMAIL, PHONE, LANGUAGE, SINCE, UNTIL, REFERENCE, ILLUSTRATIVE),
)
MEMBERSHIPS = Table(
    "memberships", gettext_lazy("memberships"), (MEMBER, KIND, SINCE, UNTIL, LAUNCHED, SOURCE, ILLUSTRATIVE)
)
TABLES = (MANDATES, MEMBERSHIPS)


@dataclass(frozen=True)
class Heads:
    """Where each column stands in a sheet, by its key and, where it has many, language; and how it is written there."""

    table: Table
    places: Mapping[tuple[str, str], int]
    written: Mapping[tuple[str, str], str]

    def languages_of(self, key: str) -> list[str]:
        return [language for known, language in self.places if known == key]

    def label(self, key: str) -> str:
        """As the sheet writes it; as we call it where the sheet lacks it."""
        mine = [text for (known, _language), text in self.written.items() if known == key]
        return mine[0] if mine else str(self.table.column(key).label)


def heads_of(sheet: Sheet) -> tuple[Heads | None, list[Problem]]:
    """None where the header names no table of ours; the problems say which columns are missing, double or unknown."""
    table = _likeliest(sheet)
    if table is None:
        return None, [Problem(_no_header(), _expected(), sheet=sheet.name, row=sheet.header.number)]
    places: dict[tuple[str, str], int] = {}
    written: dict[tuple[str, str], str] = {}
    problems = []
    for index, cell in enumerate(sheet.header.cells):
        found, told = known_as(table, str(cell)), None
        if found is None:
            told = _unknown(str(cell), table) if cell or _used(sheet, index) else None
        elif found in places:
            told = _("This column stands twice in the header."), _("Delete one of them.")
        else:
            places[found], written[found] = index, str(cell)
        if told:
            column = str(cell) or column_name(index + 1)
            problems.append(Problem(*told, sheet=sheet.name, row=sheet.header.number, column=column))
    problems += _missing(sheet, table, {key for key, _language in places})
    return Heads(table, places, written), problems


def known_as(table: Table, header: str) -> tuple[str, str] | None:
    """Key and language of a column; a language only where there is one column for each."""
    words = _words(table, language_codes())
    if (key := words.get(_bare(header))) is not None:
        return key, default_language() if table.column(key).many else ""
    if parts := IN_LANGUAGE.match(header):
        key, language = words.get(_bare(parts[1])), parts[2].casefold()
        if key and table.column(key).many and language in language_codes():
            return key, language
    return None


def title(column: Column, language: str = "") -> str:
    """The header in the language of the reader."""
    label = str(column.label)
    return f"{label} ({language})" if column.many and language not in {"", default_language()} else label


def titles(table: Table, *, without: tuple[Column, ...] = ()) -> Iterator[tuple[Column, str, str]]:
    """Column, language and header of each column that an export writes."""
    others = [code for code in language_codes() if code != default_language()]
    for column in table.columns:
        if column not in without:
            for language in [default_language(), *others] if column.many else [""]:
                yield column, language, title(column, language)


@cache
def _words(table: Table, languages: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in table.columns:
        for language in languages:
            with override(language):
                found.setdefault(_bare(str(column.label)), column.key)
        for word in (column.key, *column.also):
            found.setdefault(_bare(word), column.key)
    return found


def _bare(header: str) -> str:
    return "".join(char for char in plain(header) if char.isalnum())


def _likeliest(sheet: Sheet) -> Table | None:
    def score(table: Table) -> int:
        return sum(known_as(table, str(cell)) is not None for cell in sheet.header.cells)

    best = max(TABLES, key=score)
    return best if score(best) > 1 or (score(best) and len(sheet.header.cells) == 1) else None


def _used(sheet: Sheet, index: int) -> bool:
    return any(index < len(row.cells) and row.cells[index] != "" for row in sheet.rows)


def _unknown(header: str, table: Table) -> tuple[str, str]:
    if not header:
        return _("This column has no header."), " ".join([_("Write one, or delete the column."), _expected(table)])
    return _("This column is not known."), " ".join([_("Rename or delete it."), _expected(table)])


def _missing(sheet: Sheet, table: Table, present: set[str]) -> list[Problem]:
    needed = [column for column in table.columns if column.required and column.key not in present]
    if table is MANDATES and not {"name", "email"} & present:
        needed.append(NAME)
    wrong, mend = _("This column is missing."), _("Add it, or start from a template.")
    return [Problem(wrong, mend, sheet.name, sheet.header.number, str(column.label)) for column in needed]


def _no_header() -> str:
    return _("The first row does not name the columns of a table of the directory.")


def _expected(*tables: Table) -> str:
    sentence = _("Expected in “%(table)s”: %(columns)s.")
    return " ".join(
        sentence % {"table": table.label, "columns": ", ".join(str(column.label) for column in table.columns)}
        for table in tables or TABLES
    )
