"""What a record becomes in the index. No Django."""

from collections.abc import Iterator, Sequence
from typing import Any

from tantivy import Document, Schema

from enlace.core.searchable import Indexed
from enlace.search.schema import (
    FOLDED_PAGE,
    FOLDED_TEXT,
    FOLDED_TITLE,
    PUBLIC,
    RECORD,
    as_bytes,
    key_of,
    page_field,
    text_field,
    title_field,
)


def record_document(kind: str, indexed: Indexed, *, schema: Schema, languages: Sequence[str], public: bool) -> Document:
    """`public`: everybody sees it."""
    key, seen = key_of(kind, indexed.id), [PUBLIC] if public else []
    return Document.from_dict(_record(kind, indexed, languages) | {"key": key, "seen": seen}, schema)


def page_documents(kind: str, indexed: Indexed, *, schema: Schema, languages: Sequence[str]) -> Iterator[Document]:
    """One for each page that has words."""
    for page in indexed.pages:
        if page.text.strip():
            facts: dict[str, Any] = {
                "key": key_of(kind, indexed.id),
                "page": page.number,
                FOLDED_PAGE: page.text,
                "body": as_bytes({page.language: page.text}),
            }
            if (base := _base(page.language)) in languages:
                facts[page_field(base)] = page.text
            yield Document.from_dict(facts, schema)


def _record(kind: str, indexed: Indexed, languages: Sequence[str]) -> dict[str, Any]:
    texts = [*indexed.texts.items(), *((page.language, page.text) for page in indexed.pages)]
    fields: dict[str, Any] = {
        "of": RECORD,
        "kind": kind,
        "number": indexed.id,
        "day": day_number(indexed.day),
        "collection": [indexed.collection] if indexed.collection else [],
        "language": list(indexed.languages or languages_of(indexed)),
        "theme": list(indexed.themes),
        "state": list(indexed.states),
        "year": [indexed.day[:4]] if indexed.day else [],
        "titles": as_bytes(dict(indexed.titles)),
        "body": as_bytes({language: text for language, text in indexed.texts.items() if text}),
        FOLDED_TITLE: list(indexed.titles.values()),
        FOLDED_TEXT: [text for _language, text in texts],
    }
    for language, title in indexed.titles.items():
        if _base(language) in languages:
            fields.setdefault(title_field(_base(language)), []).append(title)
    for language, text in texts:
        if _base(language) in languages:
            fields.setdefault(text_field(_base(language)), []).append(text)
    return fields


def languages_of(indexed: Indexed) -> list[str]:
    found = [*indexed.titles, *indexed.texts, *(page.language for page in indexed.pages)]
    return [language for language in dict.fromkeys(found) if language]


def day_number(day: str) -> int:
    """2015 → 20150000, 2015-05 → 20150500; 0 for no day."""
    return int(day.replace("-", "").ljust(8, "0")) if day else 0


def _base(language: str) -> str:
    """pt-BR is written in pt."""
    return language.split("-")[0].lower()
