"""Small numbers as a sentence begins with them: eighteen. Larger ones, and other languages, stay figures."""

from typing import Literal

type Gender = Literal["masculine", "feminine"]

WORDS = {
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty"
    ),
    "es": (
        "un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
        " dieciocho diecinueve veinte"
    ),
    "pt": (
        "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete"
        " dezoito dezenove vinte"
    ),
}
"""One to twenty, before a masculine noun where the language tells genders."""
FEMININE = {"es": {1: "una"}, "pt": {1: "uma", 2: "duas"}}


def number_in_words(number: int, language: str, gender: Gender = "masculine") -> str:
    words = WORDS.get(language, "").split()
    if not 1 <= number <= len(words):
        return str(number)
    other = FEMININE.get(language, {}) if gender == "feminine" else {}
    return other.get(number, words[number - 1])
