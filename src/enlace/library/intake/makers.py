"""Who made a file, by what it says of itself. Most name a computer or whoever typed: that names nobody here."""

import re

from enlace.core.plain import plain

BODY_WORDS = re.compile(
    r"\b(universi\w*|institut\w*|ministeri\w*|ministry|secretari\w*|secretaria\w*|departament\w*|department|fundaci\w*|"
    r"fundac\w*|foundation|organi[sz]a\w*|comisi\w*|comiss\w*|commission|comite|comit\w*|consejo|conselho|council|"
    r"programa?|programme|red|rede|network|cent(?:ro|re|er)|oficina|office|escritorio|agenc\w*|agency|asociaci\w*|"
    r"associa\w*|naciones|nations|nacoes|union|uniao|gobierno|governo|government|direccion|diretoria|directorate|"
    r"observatori\w*|observatory|corte|court|tribunal|defensori\w*|procuradori\w*|fiscalia|museo|museum|museu|"
    r"academ\w*|coalici\w*|coalition|onu|oea|un|oas|acnudh|ohchr|unesco|pnud|undp|cidh|iachr)\b"
)
NOBODY = re.compile(
    r"\b(default|admin\w*|administrator|user|usuari\w*|usuar\w*|owner|unknown|desconocido|anonym\w*|windows|office|"
    r"microsoft|adobe|acrobat|hp|dell|lenovo|acer|asus|toshiba|sony|canon|epson|xerox|scanner|laptop|pc|desktop|guest|"
    r"invitado|test|author|autor|equipo|compaq|packard|personal|propietario|home|casa)\b"
)
PARTICLES = {
    "de",
    "del",
    "la",
    "las",
    "los",
    "da",
    "das",
    "do",
    "dos",
    "di",
    "van",
    "von",
    "der",
    "e",
    "y",
    "san",
    "st",
}
NAME = re.compile(r"^[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*$")
MOST, LONGEST = 8, 120
TWO_FAMILY_NAMES = ("es",)


def makers_of(author: str, language: str) -> list[dict[str, str]]:
    """As cataloguing takes contributors; several stand apart by a semicolon, or by “and” between names."""
    parts = [part.strip(" ,.") for part in re.split(r";|\||\s+&\s+|\s+and\s+(?=[A-Z])", " ".join(author.split()))]
    return [found for part in parts[:MOST] if part and (found := _maker(part, language))]


def _maker(name: str, language: str) -> dict[str, str] | None:
    folded = plain(name)
    if len(name) > LONGEST or re.search(r"[@\\/_<>\d]", name):
        return None
    words = name.replace(",", " ").split()
    if BODY_WORDS.search(folded) and len(words) > 1:
        return {"role": "author", "body": name}
    if NOBODY.search(folded) or not _looks_like_a_person(words):
        return None
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        return {"role": "author", "family": family, "given": given} if family and given else None
    cut = _where_the_family_begins(words, language)
    return {"role": "author", "given": " ".join(words[:cut]), "family": " ".join(words[cut:])}


def _looks_like_a_person(words: list[str]) -> bool:
    named = [word for word in words if word.lower() not in PARTICLES]
    return (
        2 <= len(named) <= 5
        and all(NAME.match(word) and word[0].isupper() for word in named)
        and max(map(len, named)) > 2
        and not all(word.isupper() and len(word) < 4 for word in named)
    )


def _where_the_family_begins(words: list[str], language: str) -> int:
    """In Spanish the last two are the family's, where there are three or more; elsewhere the last."""
    names = [place for place, word in enumerate(words) if word.lower() not in PARTICLES]
    many = 2 if language in TWO_FAMILY_NAMES and len(names) > 2 and "." not in words[names[1]] else 1
    cut = names[-many]
    while cut > 1 and words[cut - 1].lower() in PARTICLES:
        cut -= 1
    return cut
