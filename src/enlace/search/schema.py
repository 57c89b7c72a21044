"""How the index is laid out. It is derived from the database and can be made anew at any time; no Django.

A document `of` = "record" stands for each record, with all its languages beside each other and all the words of its
files, so that matches, totals and facets count records. One `of` = "position" holds how far the logs were followed
(`following`), and so is committed with what was followed. Pages of files have an index of their own in the same folder:
a page only says where in its record a passage stands, and would weigh as a document among the records.

For each language of the site there is a stemmed field for titles and one for texts, and for everything together a
folded one: lower case without accents and unstemmed. Both are asked, because in Portuguese neither stem before fold
nor fold before stem joins "educação", "educações" and "educacao". What is in another language, Quechua or a name, is
in the folded ones alone. Positions, for phrases, are kept in the folded ones: a phrase is asked word by word as typed.

Nothing is stored but `key`, `day`, `page` and, as JSON, `titles` and `body` (language to text): of a record the words
that passages are made of where it has no pages, of a page its text. Read them with `titles_of`, `body_of`.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tantivy import Document, Filter, Index, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

VERSION = 3
"""Of the layout: an index of another version is made anew."""

STEMMERS = {
    **{"ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish"},
    **{"fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian"},
    **{"pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish"},
}
LONGEST_WORD = 60
RECORD, POSITION = "record", "position"
PAGES_FOLDER = "pages"
PUBLIC = "public"
"""What `seen` holds of records that everybody sees."""

FOLDED_TITLE, FOLDED_TEXT, FOLDED_PAGE = "title_folded", "text_folded", "page_folded"
FACETS = ("kind", "collection", "language", "theme", "state", "year")
"""Raw fields to filter by and count, several values each; records alone have them."""


def title_field(language: str) -> str:
    return f"title_{language}"


def text_field(language: str) -> str:
    """Of a record: all its words but the title's, those of its pages too."""
    return f"text_{language}"


def page_field(language: str) -> str:
    """In the index of pages."""
    return f"page_{language}"


def key_of(kind: str, number: int) -> str:
    """Names a record in the index: `publication:12`. Its pages have the same key."""
    return f"{kind}:{number}"


def kind_and_number(key: str) -> tuple[str, int]:
    kind, _colon, number = key.partition(":")
    return kind, int(number)


@cache
def folded() -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .build()
    )


@cache
def stemmed(language: str) -> TextAnalyzer:
    """Lower case, stemmed, then without accents, so that a word typed without them meets its stem more often."""
    builder = (
        TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())
    )
    if language in STEMMERS:
        builder = builder.filter(Filter.stemmer(STEMMERS[language]))
    return builder.filter(Filter.ascii_fold()).build()


def build_schema(languages: Sequence[str]) -> Schema:
    """Of records. `key` names one; `number` is its id.

    `day` is year, month and day as one number, with zeros for what is not known, to sort by.
    """
    builder = SchemaBuilder()
    for name in ("key", "of", "seen"):
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_unsigned_field("day", stored=True, indexed=True, fast=True)
    builder.add_bytes_field("titles", stored=True)
    builder.add_bytes_field("body", stored=True)
    for language in languages:
        for field in (title_field(language), text_field(language)):
            builder.add_text_field(field, tokenizer_name=f"stem_{language}", index_option="freq")
    for field in (FOLDED_TITLE, FOLDED_TEXT):
        builder.add_text_field(field, tokenizer_name="folded")
    return builder.build()


def build_page_schema(languages: Sequence[str]) -> Schema:
    """Of pages. `key` names the record, `page` is the number of the page in its file."""
    builder = SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("page", stored=True)
    builder.add_bytes_field("body", stored=True)
    for language in languages:
        builder.add_text_field(page_field(language), tokenizer_name=f"stem_{language}", index_option="freq")
    builder.add_text_field(FOLDED_PAGE, tokenizer_name="folded", index_option="freq")
    return builder.build()


def open_index(folder: Path, languages: Sequence[str]) -> Index:
    """The index of records in `folder`, made if there is none. Raises ValueError where it was laid out otherwise.

    It is never reloaded by itself: `following.opened` does that.
    """
    return _open(build_schema(languages), folder, languages)


def open_pages(folder: Path, languages: Sequence[str]) -> Index:
    """The index of pages beneath `folder`, as `open_index`."""
    (folder / PAGES_FOLDER).mkdir(exist_ok=True)
    return _open(build_page_schema(languages), folder / PAGES_FOLDER, languages)


def _open(schema: Schema, folder: Path, languages: Sequence[str]) -> Index:
    index = Index(schema, path=str(folder))
    index.register_tokenizer("folded", folded())
    for language in languages:
        index.register_tokenizer(f"stem_{language}", stemmed(language))
    index.config_reader(reload_policy="manual")
    return index


def as_bytes(facts: Mapping[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def titles_of(document: Document) -> dict[str, str]:
    """Language code to title, of a record."""
    return _read(document, "titles")


def body_of(document: Document) -> dict[str, str]:
    """Language code to text; a page has one. The code is empty where a text is in no language."""
    return _read(document, "body")


def _read(document: Document, field: str) -> dict[str, Any]:
    found = document.get_first(field)
    return json.loads(bytes(found)) if found else {}
