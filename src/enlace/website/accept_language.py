from collections.abc import Sequence

from django.utils.translation.trans_real import parse_accept_lang_header


def best_language(header: str, offered: Sequence[str]) -> str:
    """The first of `offered` that an Accept-Language header names, dearest first; "" where it names none.

    A reader of pt-BR is content with pt (RFC 4647, lookup).
    """
    for wanted, weight in parse_accept_lang_header(header.lower()):
        for code in offered if weight > 0 else ():
            if wanted == code.lower() or wanted.startswith(f"{code.lower()}-"):
                return code
    return ""
