"""What is wrong with a practice note or a question as it was given, in sentences that say what to do."""

import hashlib
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from enlace.core.texts import Texts
from enlace.mechanisms.models import Function, PracticeNote
from enlace.mechanisms.models.lessons import AUDIENCES

TEXTS = ("title", "text", "contact")
LONGEST_QUESTION, LONGEST_REPLY, LONGEST_REASON = 2000, 4000, 1000


def limit_of(column: str) -> int:
    """How many characters a text of a note has at most, in each language."""
    field: Any = PracticeNote._meta.get_field(column)
    return int(field.each)


def check_note(note: PracticeNote) -> None:
    """Raises ValidationError by field."""
    wrong = {name: sentence for name in TEXTS if (sentence := _wrong_text(name, getattr(note, name)))}
    if not note.title:
        wrong["title"] = _("Give the note a title, in one language at least.")
    if not note.text:
        wrong["text"] = _("Write what was learned, in one language at least.")
    if note.contact_email and not _is_email(note.contact_email):
        wrong["contact_email"] = _("This is no e-mail address. Write it as office@example.org, or leave it out.")
    if note.function and note.function not in Function.values:
        wrong["function"] = _("Choose one of the four functions, or none.")
    if note.audience not in dict(AUDIENCES):
        wrong["audience"] = _("Choose for whom it is.")
    if note.mechanism and note.mechanism.state_id != note.state_id:
        wrong["mechanism"] = _("This mechanism is of another state. Choose one of your state, or none.")
    if wrong:
        raise ValidationError({name: [sentence] for name, sentence in wrong.items()})


def _wrong_text(name: str, texts: Texts) -> str:
    most = limit_of(name)
    longest = max(map(len, texts.values()), default=0)
    if longest <= most:
        return ""
    sentence = _("This has %(length)d characters. Shorten it to %(most)d in each language.")
    return sentence % {"length": longest, "most": most}


def _is_email(written: str) -> bool:
    try:
        validate_email(written)
    except ValidationError:
        return False
    return len(written) <= 254


def checked_words(field: str, given: str, most: int, missing: str) -> str:
    """What somebody wrote in a single text, tidied. Raises ValidationError for `field`; `missing` if it is empty."""
    words = given.replace("\0", "").strip()
    if not words:
        raise ValidationError({field: [missing]})
    if len(words) > most:
        sentence = _("This has %(length)d characters. Shorten it to %(most)d.")
        raise ValidationError({field: [sentence % {"length": len(words), "most": most}]})
    return words


def fingerprint(note: PracticeNote) -> str:
    """Of all that a form sets: so that nobody clears or overwrites what was changed after they opened the note."""
    texts = [dict(getattr(note, name)) for name in TEXTS]
    themes = sorted(note.themes.values_list("pk", flat=True))
    told = [*texts, themes, note.contact_email, note.function, note.audience, note.mechanism_id]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]
