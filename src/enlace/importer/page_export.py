"""The CSV that a page builder exports: one page a row, its columns named as the builder and its language name them."""

import csv
import io
import re
import unicodedata
from dataclasses import replace

from enlace.importer.decoding import LIMIT_MB, decode
from enlace.importer.event_dates import shown_date
from enlace.importer.language_runs import LANGUAGES
from enlace.importer.page_import import PageReading, split_reading
from enlace.importer.page_reading import Block, Reading, read_page_text
from enlace.importer.pieces import Reason, squeeze
from enlace.importer.unreadable import Unreadable

COLUMNS = {
    "body": r"(?:post |article |page |main |full )?(?:body|contents?|rich ?text|html|text|article)(?: content| html)?|"
    r"contenido|cuerpo|texto|articulo|conteudo|corpo|artigo",
    "title": r"(?:post |page |article )?(?:name|title|headline)|titulo|nombre|titular|nome",
    "address": r"(?:page |post |canonical )?(?:url|link|permalink|address)|enlace|direccion|endereco",
    "slug": r"slug|ruta|path",
    "date": r"(?:post |article |shown |display )?date|fecha|data|fecha de la nota",
    "published": r"publish(?:ed)?(?: on| at| date)?|publication date|post date|(?:fecha de )?publicacion|"
    r"publicado(?: el| em)?|data d[ae] publicacao",
    "created": r"created(?: on| at)?|creado(?: el)?|criado(?: em)?|fecha de creacion|data de criacao",
    "image": r"(?:main |cover |hero |featured |header )?(?:image|photo|picture|thumbnail)(?: url)?|"
    r"imagen(?: principal)?|foto|imagem(?: principal)?",
    "summary": r"(?:post )?(?:summary|excerpt|description|intro|lead)|resumen|extracto|descripcion|bajada|"
    r"resumo|descricao",
}
LANGUAGE_MARK = re.compile(
    r"\b(?:english|spanish|portuguese|espanol|ingles|portugues|espanhol|castellano|en|es|pt|in|em|\d)\b"
)


def read_csv(
    data: bytes, name: str, languages: tuple[str, ...] = LANGUAGES
) -> list[tuple[int, PageReading | Unreadable]]:
    """Each row's number as a spreadsheet shows it (headings are row 1) with its page, or with why it is none.

    Raises Unreadable where the file as a whole is no export of pages.
    """
    rows = _rows(decode(data, name=name), name)
    if len(rows) < 2:
        raise Unreadable("no_rows", name=name)
    columns = _columns(rows)
    if not columns.get("body"):
        raise Unreadable("no_columns", name=name, columns=", ".join(squeeze(cell) for cell in rows[0] if cell.strip()))
    found: list[tuple[int, PageReading | Unreadable]] = []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            try:
                found.append((number, split_reading(_row_reading(row, columns, rows[0], name, number), languages)))
            except Unreadable as problem:
                found.append((number, problem))
    if not found:
        raise Unreadable("no_rows", name=name)
    return found


def _rows(text: str, name: str) -> list[list[str]]:
    csv.field_size_limit(LIMIT_MB * 1024 * 1024)
    headings = text.lstrip("\ufeff\n").split("\n", 1)[0]
    delimiter = max(",;\t|", key=headings.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff\n")), delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error as problem:
        raise Unreadable("broken_row", name=name, row=reader.line_num, problem=str(problem)) from problem


def _columns(rows: list[list[str]]) -> dict[str, list[int]]:
    """The columns of each kind. A body may lie in several (one a language); where none is named, the fullest is it."""
    columns: dict[str, list[int]] = {}
    for index, heading in enumerate(rows[0]):
        plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
        plain = squeeze(re.sub(r"[^a-z0-9]+", " ", plain))
        bare = squeeze(LANGUAGE_MARK.sub(" ", plain))
        for kind, pattern in COLUMNS.items():
            if re.fullmatch(pattern, bare) or re.fullmatch(pattern, plain):
                columns.setdefault(kind, []).append(index)
                break
    if not columns.get("body"):
        taken = {index for indexes in columns.values() for index in indexes}
        sizes = {
            index: sum(len(row[index]) for row in rows[1:] if index < len(row)) / len(rows[1:])
            for index in range(len(rows[0]))
            if index not in taken
        }
        fullest = max(sizes, key=lambda index: sizes[index], default=None)
        if fullest is not None and sizes[fullest] >= 100:
            columns["body"] = [fullest]
    return columns


def _row_reading(row: list[str], columns: dict[str, list[int]], headings: list[str], name: str, number: int) -> Reading:
    def cells(kind: str) -> list[str]:
        return [row[index].strip() for index in columns.get(kind, []) if index < len(row) and row[index].strip()]

    bodies, titles = cells("body"), [squeeze(title) for title in cells("title")]
    if not bodies:
        raise Unreadable("empty_row", name=name, row=number, column=headings[columns["body"][0]])
    try:
        reading = read_page_text("\n\n".join(bodies), name=f"{name}:{number}", title=" / ".join(dict.fromkeys(titles)))
    except Unreadable as problem:
        raise Unreadable("empty_row", name=name, row=number, column=headings[columns["body"][0]]) from problem
    days = (shown_date(cell) for kind in ("date", "published", "created") for cell in cells(kind))
    images = [Block("image", src=address) for address in cells("image") if re.match(r"https?://\S+$", address)]
    summaries = [(squeeze(re.sub(r"<[^>]*>", " ", cell)), Reason.SUMMARY.value) for cell in cells("summary")]
    return replace(
        reading,
        source=next(iter(cells("address") + cells("slug")), reading.source),
        date=next((day for day in days if day), reading.date),
        blocks=images[:1] + reading.blocks,
        dropped=reading.dropped + summaries,
    )
