"""How the index is laid out. It is derived from the database and can be made anew at any time; no Django.

One document stands for each record (`of` = "record") with all its languages beside each other, so that totals and
facets count records; one more for each page of a file (`of` = "page"), which only says where in it a passage stands.

For each language of the site there is a stemmed field for titles and one for texts, and for everything together a
folded one: lower case without accents and unstemmed. Both are asked, because in Portuguese neither stem before fold
nor fold before stem joins "educação", "educações" and "educacao".
"""

from collections.abc import Sequence
from pathlib import Path

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

VERSION = 1
"""Of the layout: an index of another version is made anew."""

STEMMERS = {
    **{"ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish"},
    **{"fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian"},
    **{"pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish"},
}
LONGEST_WORD = 60
RECORD, PAGE = "record", "page"
PUBLIC = "public"
"""What `seen` holds of records that everybody sees."""

FOLDED_TITLE, FOLDED_TEXT = "title_folded", "text_folded"
FACETS = ("kind", "collection", "language", "theme", "state", "year")
"""Raw fields to filter by and count, several values each."""


def title_field(language: str) -> str:
    return f"title_{language}"


def text_field(language: str) -> str:
    return f"text_{language}"


def folded() -> TextAnalyzer:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .build()
    )


def stemmed(language: str) -> TextAnalyzer:
    """Lower case, stemmed, then without accents, so that a word typed without them meets its stem more often."""
    builder = (
        TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())
    )
    if language in STEMMERS:
        builder = builder.filter(Filter.stemmer(STEMMERS[language]))
    return builder.filter(Filter.ascii_fold()).build()


def build_schema(languages: Sequence[str]) -> Schema:
    """`key` names the record, as `publication:12`; `page` and `language` the page of a page document.

    `day` is year, month and day as one number, 0 where unknown, to sort by. `title` is stored as JSON by language.
    """
    builder = SchemaBuilder()
    for name in ("key", "of", "seen"):
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("page", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("day", stored=True, indexed=True, fast=True)
    builder.add_json_field("titles", stored=True, tokenizer_name="raw")
    for language in languages:
        builder.add_text_field(title_field(language), stored=True, tokenizer_name=f"stem_{language}")
        builder.add_text_field(text_field(language), stored=True, tokenizer_name=f"stem_{language}")
    builder.add_text_field(FOLDED_TITLE, stored=False, tokenizer_name="folded")
    builder.add_text_field(FOLDED_TEXT, stored=False, tokenizer_name="folded")
    return builder.build()


def open_index(folder: Path, languages: Sequence[str]) -> Index:
    """The index in `folder`, made if there is none. Raises ValueError where it was laid out otherwise."""
    index = Index(build_schema(languages), path=str(folder))
    index.register_tokenizer("folded", folded())
    for language in languages:
        index.register_tokenizer(f"stem_{language}", stemmed(language))
    return index
