from babel.numbers import format_decimal

from enlace.core.languages import current_language


def number_in_words(value: int) -> str:
    """With the marks of thousands of the reader's language: 1.250.000 in es and pt, 1,250,000 in en."""
    return str(format_decimal(value, locale=current_language()))
