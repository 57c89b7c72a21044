"""The numbers by which a publication is known: what was pasted, brought into one form. No Django models."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DASHES = re.compile(r"[\s‐‑‒–—−-]+")
BEFORE_DOI = re.compile(r"^(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|^doi\s*:\s*|^(?:urn|info):doi[:/]", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")


def cleaned_isbn(text: str) -> str:
    """With single hyphens where parts were apart. Raises ValidationError at `isbn`."""
    text = (
        DASHES.sub("-", re.sub(r"^isbn(?:-1[03])?\s*:?\s*", "", text.strip(), flags=re.IGNORECASE)).upper().strip("-")
    )
    digits = text.replace("-", "")
    if not text:
        return ""
    if not (is_isbn13(digits) or is_isbn10(digits)):
        sentence = _("This is no ISBN: it has 10 or 13 digits, and the last one tests the others. Copy it once more.")
        raise ValidationError({"isbn": sentence})
    return text


def is_isbn13(digits: str) -> bool:
    weighed = sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits) if one.isdecimal())
    return bool(re.fullmatch(r"97[89][0-9]{10}", digits)) and weighed % 10 == 0


def is_isbn10(digits: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{9}[0-9X]", digits)) and _weighed(digits) % 11 == 0


def cleaned_issn(text: str) -> str:
    """As 1234-567X. Raises ValidationError at `issn`."""
    digits = DASHES.sub("", re.sub(r"^e?issn\s*:?\s*", "", text.strip(), flags=re.IGNORECASE)).upper()
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits) or _weighed(digits) % 11:
        sentence = _("This is no ISSN: it has 8 digits, and the last one tests the others. Copy it once more.")
        raise ValidationError({"issn": sentence})
    return f"{digits[:4]}-{digits[4:]}"


def _weighed(digits: str) -> int:
    """The sum that ISBN-10 and ISSN divide by 11; X counts as ten."""
    return sum(weight * (10 if one == "X" else int(one)) for weight, one in enumerate(reversed(digits), start=1))


def cleaned_doi(text: str) -> str:
    """10.1234/abc, also from an address. Raises ValidationError at `doi`."""
    found = BEFORE_DOI.sub("", text.strip()).strip()
    if found and not DOI.fullmatch(found):
        sentence = _("This is no DOI: it begins with 10. and has a slash, as in 10.1000/182. Copy it once more.")
        raise ValidationError({"doi": sentence})
    return found
