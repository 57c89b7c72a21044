"""The languages in which a publication may be: any code of ISO 639, not only the languages of the site."""

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.core.languages import current_language, language_codes
from enlace.core.plain import plain

CODE = re.compile(r"[a-z]{2,3}")


def cleaned_language(code: str) -> str:
    """The shortest code of a language (`spa` and `es-UY` become `es`). Raises ValidationError at `language`.

    A code of three letters that nobody here has a name for is taken as it stands: there are thousands.
    """
    code = code.strip().replace("_", "-").lower()
    code = str(get_global("language_aliases").get(code, code)).split("-")[0].split("_")[0]
    code = str(get_global("language_aliases").get(code, code)).split("_")[0]
    if not CODE.fullmatch(code) or (len(code) == 2 and code not in Locale.parse("en").languages):
        sentence = _("This is no language. Choose one, or give its code of two or three letters, as in es or quc.")
        raise ValidationError({"language": sentence})
    return code


def language_name(code: str) -> str:
    """In the reader's language; the code where no name is known."""
    return str(Locale.parse(current_language()).languages.get(code, code))


@lru_cache(maxsize=8)
def _all_by_name(reader: str) -> tuple[tuple[str, str], ...]:
    names = Locale.parse(reader).languages.items()
    named = [(code, str(name)) for code, name in names if CODE.fullmatch(code) and code not in ("mul", "und", "zxx")]
    return tuple(sorted(named, key=lambda one: plain(one[1])))


def language_choices() -> list[tuple[str, str]]:
    """Those of the network first, then all others by their names in the reader's language."""
    own = [(code, language_name(code)) for code in language_codes()]
    return [*own, *(one for one in _all_by_name(current_language()) if one[0] not in language_codes())]
