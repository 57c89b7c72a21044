"""A file in SKOS as concepts. It is read in a process of its own, with limits; no address in it is opened."""

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from enlace.core.confined import Limits, TooMuch, confined
from enlace.core.languages import language_codes
from enlace.themes.exchange.said import Problem, Vocabulary, said_in

READER = "enlace.themes.exchange.statements"
LIMITS = Limits(megabytes=512, processor=30, silence=30, all=40)
MOST_BYTES = 2 * 1024 * 1024
MOST_CONCEPTS = 5_000
OTHER_FORMS = {"<": "RDF/XML", "{": "JSON-LD"}


def own_base() -> str:
    """What stands before the slug in the address of a theme of this site, whatever language it is read in."""
    return f"{settings.BASE_URL}/themes/"


def read_vocabulary(data: bytes, base: str = "") -> Vocabulary:
    """Relative addresses in it are taken as beneath `base`, this site's own themes unless another is given."""
    text, wrong = _decoded(data)
    if wrong:
        return Vocabulary(problems=[Problem(wrong)])
    try:
        with tempfile.TemporaryDirectory() as folder:
            job = {"text": text, "base": base or own_base()}
            answers = list(confined(READER, job, LIMITS, Path(folder)))
    except TooMuch:
        return Vocabulary(problems=[Problem(_("The file takes too long to read. Divide it into smaller ones."))])
    return vocabulary_from(answers)


def vocabulary_from(answers: list[Any]) -> Vocabulary:
    """Of what the reader answered: statements in batches, or where the text is broken."""
    broken = next((one for one in answers if isinstance(one, dict)), None)
    if broken:
        sentence = _("From here on the file cannot be read as Turtle: %(near)s")
        words = {"near": f"“{broken['near']}”" if broken["near"] else "…"}
        return Vocabulary(problems=[Problem(sentence % words, broken["line"])])
    found = said_in([one for batch in answers for one in batch], language_codes())
    if len(found.concepts) > MOST_CONCEPTS:
        sentence = _("The file has %(count)d concepts, more than %(most)d. Divide it into smaller ones.")
        numbers = {"count": len(found.concepts), "most": MOST_CONCEPTS}
        return Vocabulary(problems=[Problem(sentence % numbers)])
    return found


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, or what is wrong with the file as a whole."""
    if len(data) > MOST_BYTES:
        sentence = _("The file is larger than %(most)d MB. Divide it, or take out what is not SKOS.")
        return "", sentence % {"most": MOST_BYTES // 1024**2}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", _("The file is not in UTF-8. Save it again as Turtle in UTF-8.")
    start = text.lstrip()[:1]
    if not start:
        return "", _("The file is empty.")
    if start in OTHER_FORMS and not text.lstrip().startswith(("<http", "<urn", "<#", "<>", "</")):
        sentence = _("This is not Turtle but %(form)s. Save the vocabulary as Turtle (.ttl).")
        return "", sentence % {"form": OTHER_FORMS[start]}
    return text, ""
