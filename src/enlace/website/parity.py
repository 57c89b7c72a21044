"""The parity board: every page × language, and how each stands to its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.languages import Language
from enlace.website.parity_facts import Facts, Record, read_facts


class State(TextChoices):
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Live")
    CHANGES = "changes", _("Changes not published")
    OLDER = "older", _("Older than its source")
    PARTLY = "partly", _("Partly translated")
    MACHINE = "machine", _("Machine drafts to confirm")
    ELSEWHERE = "elsewhere", _("Under another page than its source")


class Manner(TextChoices):
    ORIGINAL = "original", _("Original")
    SEGMENTS = "segments", _("Translated segment by segment")
    INDEPENDENT = "independent", _("Written independently")


@dataclass(frozen=True)
class Cell:
    language: Language
    source_page: int
    """The page that it follows, or would be translated from; itself where it is the original."""

    states: tuple[State, ...]
    manner: Manner | None = None
    page: int | None = None
    translation: int | None = None
    texts: int = 0
    translated: int = 0
    machine: int = 0
    may_edit: bool = False
    may_translate: bool = False
    has_engine: bool = False
    packages: tuple[str, ...] = ()
    """What to install for a machine draft in this language."""


@dataclass(frozen=True)
class Row:
    key: UUID
    pages: frozenset[int]
    title: str
    language: str
    kind: str
    depth: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Total:
    language: Language
    counts: dict[State, int]


@dataclass(frozen=True)
class Board:
    rows: list[Row]
    totals: list[Total]
    languages: list[Language]


def parity_board(user: Anyone, *, language: str = "", state: str = "", page: int | None = None) -> Board:
    """All rows in the order of the tree; or those with `state` in `language`; or the one that holds `page`.

    With `language` each row has that language's cell alone. The totals count all pages always.
    """
    facts = read_facts(user)
    rows = list(_rows(facts))
    totals = [_total(one, rows) for one in facts.locales.values()]
    shown = [one for one in facts.locales.values() if language in ("", one.code)]
    rows = [_only(row, shown) for row in rows if page is None or page in row.pages]
    found = [row for row in rows if not state or any(state in cell.states for cell in row.cells)]
    return Board(found, totals, shown)


def _only(row: Row, shown: list[Language]) -> Row:
    cells = tuple(cell for cell in row.cells if cell.language in shown)
    return Row(row.key, row.pages, row.title, row.language, row.kind, row.depth, cells)


def _total(language: Language, rows: list[Row]) -> Total:
    cells = [cell for row in rows for cell in row.cells if cell.language == language]
    return Total(language, {state: sum(state in cell.states for cell in cells) for state in State})


def _rows(facts: Facts) -> Iterator[Row]:
    """Depth first, siblings in the order of the original's tree. Rows that no way leads to come last."""
    below: dict[UUID | None, list[Record]] = {}
    order = list(facts.locales)
    for record in sorted(facts.originals.values(), key=lambda one: (order.index(one.locale), one.path)):
        below.setdefault(facts.parent(record), []).append(record)
    left = dict(facts.originals)
    ways = [(record, 0) for record in reversed(below.get(None, []))]
    while ways or left:
        record, depth = ways.pop() if ways else (next(iter(left.values())), 0)
        if left.pop(record.key, None) is not None:
            ways += [(child, depth + 1) for child in reversed(below.get(record.key, []))]
            yield _row(facts, record, depth)


def _row(facts: Facts, original: Record, depth: int) -> Row:
    group = facts.groups[original.key]
    return Row(
        key=original.key,
        pages=frozenset(record.pk for record in group.values()),
        title=original.title,
        language=facts.locales[original.locale].code,
        kind=facts.kinds.get(original.model, ""),
        depth=depth,
        cells=tuple(
            _cell(facts, group[locale]) if locale in group else _missing(facts, language, original)
            for locale, language in facts.locales.items()
        ),
    )


def _missing(facts: Facts, language: Language, original: Record) -> Cell:
    pair = facts.locales[original.locale].code, language.code
    return Cell(
        language,
        original.pk,
        (State.MISSING,),
        may_translate=facts.may_translate,
        has_engine=pair in facts.engines,
        packages=facts.packages[pair],
    )


def _cell(facts: Facts, record: Record) -> Cell:
    running, source = facts.running(record), facts.source(record)
    translation = facts.translations.get(record.place)
    pair = facts.locales[source.locale].code, facts.locales[record.locale].code
    texts = facts.texts.get(running.source_id, 0) if running else 0
    translated = facts.translated.get((running.source_id, record.locale), 0) if running else 0
    return Cell(
        facts.locales[record.locale],
        source.pk,
        tuple(_states(facts, record, unfinished=translated < texts)),
        manner=Manner.SEGMENTS if running else Manner.ORIGINAL if source is record else Manner.INDEPENDENT,
        page=record.pk,
        translation=translation.pk if translation else None,
        texts=texts,
        translated=translated,
        machine=facts.machine.get(record.place, 0),
        may_edit=record.pk in facts.editable,
        may_translate=facts.may_translate,
        has_engine=pair in facts.engines,
        packages=facts.packages.get(pair, ()),
    )


def _states(facts: Facts, record: Record, *, unfinished: bool) -> Iterator[State]:
    yield State.LIVE if record.live else State.DRAFT
    if record.live and record.changes:
        yield State.CHANGES
    if record.pk in facts.older:
        yield State.OLDER
    if unfinished:
        yield State.PARTLY
    if facts.machine.get(record.place):
        yield State.MACHINE
    if facts.parent(record) != facts.parent(facts.source(record)):
        yield State.ELSEWHERE
