"""Names of files that came in: how they are kept, what they say of a title and a language."""

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from enlace.core.languages import language_codes
from enlace.files.hostile import LONGEST_NAME, PATH_PARTS, RESERVED, RUNS, UNSEEN

ENDING = ".pdf"
LONGEST_GIVEN = 400
LANGUAGE_WORDS = {
    "es": ("es", "esp", "spa", "sp", "espanol", "spanish", "castellano"),
    "en": ("en", "eng", "ing", "english", "ingles"),
    "pt": ("pt", "por", "port", "ptbr", "portugues", "portuguese"),
    "fr": ("fr", "fra", "fre", "frances", "french", "francais"),
}
SUFFIX = re.compile(r"[\s_.\-(\[]+(?P<word>[^\W\d_]{2,10}(?:[-_][A-Za-z]{2})?)[)\]]?$")


def shown_name(path: str) -> str:
    """The name as it can be written down, at most 400 letters: what a computer could not read stands as a mark."""
    name = os.fsencode(path).decode("utf-8", "replace")
    seen = "".join("\ufffd" if unicodedata.category(letter) in UNSEEN else letter for letter in name)
    return unicodedata.normalize("NFC", seen)[-LONGEST_GIVEN:]


def kept_name(name: str) -> str:
    """A name that every computer takes, ending in .pdf, for a file whose own name is not taken."""
    stem = shown_name(name).replace("\ufffd", "").rsplit("/", 1)[-1]
    stem = stem[: -len(ENDING)] if stem.lower().endswith(ENDING) else stem
    stem = PATH_PARTS.sub(" ", stem)
    parts = [part for part in stem.split(".") if part.strip().lower() not in RUNS]
    stem = " ".join(".".join(parts).split()).strip(" .")[: LONGEST_NAME - len(ENDING)].strip(" .")
    return (f"file {stem}" if RESERVED.fullmatch(stem) else stem or "file") + ENDING


@dataclass(frozen=True)
class NameParts:
    """`base` is the same of `informe_es.pdf` and `informe-en.pdf`; `language` is empty where the name says none."""

    base: str
    language: str


def parts_of(name: str) -> NameParts:
    stem = PurePath(shown_name(name).replace("\\", "/")).name
    stem = stem[: -len(ENDING)] if stem.lower().endswith(ENDING) else stem
    found = SUFFIX.search(stem)
    code = _language_named(found["word"]) if found else ""
    return NameParts(_folded(stem[: found.start()] if found and code else stem), code)


def title_from(name: str) -> str:
    """`informe_anual-2015_es.pdf` as `Informe anual 2015`; empty where the name holds no letters."""
    stem = PurePath(shown_name(name).replace("\\", "/")).name.replace("\ufffd", " ")
    stem = stem[: -len(ENDING)] if stem.lower().endswith(ENDING) else stem
    found = SUFFIX.search(stem)
    if found and _language_named(found["word"]):
        stem = stem[: found.start()]
    words = " ".join(re.sub(r"[_+]+|(?<!\d)-|-(?!\d)|%20|\.(?=\D)", " ", stem).split())
    return words[:1].upper() + words[1:] if any(letter.isalpha() for letter in words) else ""


def _language_named(word: str) -> str:
    folded = _folded(word).replace(" ", "")
    for code, words in LANGUAGE_WORDS.items():
        if folded in words:
            return code
    return folded if folded in language_codes() else ""


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", "".join(c for c in decomposed if not unicodedata.combining(c))).split())
