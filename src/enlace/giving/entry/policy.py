"""Which gifts are refused: pure comparison of what a form says with what is known today. Nothing of it is kept.

A gift is of a government that belongs to the network if its e-mail domain is, or lies beneath, a government's domain of
a member state, the domain of an address of somebody who holds a mandate of a member state, or one that the policy
names; or if the organisation for which it is given is called as an institution of a member state, as a member state,
or as a part of the government of one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from enlace.core.plain import plain

LABELS = ("gob", "gov", "gub", "go", "gouv", "govt", "gv", "mil", "jus", "leg", "mp", "def")
"""What stands before the country in domains of governments, courts, parliaments and forces: gub.uy, jus.br."""
TOP_LEVEL = {"GB": "uk"}
"""States whose domains are not called by their code."""
ALONE = {"US": ("gov", "mil")}
"""States that have top-level domains of their government."""
FREE = frozenset(
    {
        *["gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail"],
        *["icloud", "me", "mac", "aol", "proton", "protonmail", "pm", "gmx", "mail", "zoho", "yandex"],
        *["fastmail", "tutanota", "tuta", "uol", "bol", "terra", "ig", "globo", "adinet", "vera", "antel"],
    }
)
"""Names of providers of mail to anybody, as the first part of a domain: they say nothing of an employer."""
OF_NOBODY = frozenset({"example.org", "example.com", "example.net"})
WORDS = frozenset(
    {
        *["gobierno", "governo", "government", "ministerio", "ministry", "ministro", "minister"],
        *["presidencia", "presidency", "embajada", "embaixada", "embassy", "consulado", "consulate"],
        *["cancilleria", "chancelaria", "parlamento", "parliament"],
    }
)
"""Folded words that, beside the name of a state, name a part of its government."""
FIRST = ("republica", "republic", "estado plurinacional", "plurinational state")
"""How the long name of a state begins."""


@dataclass(frozen=True)
class Facts:
    """`domains` in small letters; `institutions` and `states` folded by `plain`, in every language of the network."""

    domains: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


def government_domains(codes: Iterable[str]) -> frozenset[str]:
    """Of the states with these codes (ISO 3166-1, two letters)."""
    found = set()
    for code in codes:
        end = TOP_LEVEL.get(code, code.lower())
        found |= {f"{label}.{end}" for label in LABELS} | set(ALONE.get(code, ()))
    return frozenset(found)


BLANK = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters that show as nothing."""


def names_somebody(text: str) -> bool:
    """Whether a name has a letter that is seen: one of spaces, or of signs of no width, is none."""
    return any(one.isalnum() and one not in BLANK for one in text)


def domain_of(email: str) -> str:
    """As mail is sent to it: letters of full width and other stops are those of ASCII (IDNA)."""
    domain = unicodedata.normalize("NFKC", email.rpartition("@")[2]).replace("\u3002", ".")
    return domain.strip().strip(".").lower()


def is_of_an_employer(domain: str) -> bool:
    """Whether a domain tells for whom somebody works."""
    return bool(domain) and domain not in OF_NOBODY and domain.split(".")[0] not in FREE


def is_government(email: str, organisation: str, facts: Facts) -> bool:
    parts = domain_of(email).split(".")
    if any(".".join(parts[place:]) in facts.domains for place in range(len(parts))):
        return True
    name = _letters(organisation)
    institutions = {_letters(one) for one in facts.institutions}
    if not name or name in institutions or any(" " in one and _within(one, name) for one in institutions):
        return bool(name)
    named = [state for state in map(_letters, facts.states) if _within(state, name)]
    return bool(named) and (name in named or name.startswith(FIRST) or bool(WORDS & set(name.split())))


def _letters(name: str) -> str:
    """Folded, with nothing between words but one space, and without signs that are not seen."""
    seen = "".join(one for one in name if unicodedata.category(one) != "Cf")
    return " ".join(re.findall(r"\w+", plain(seen)))


def _within(part: str, name: str) -> bool:
    """As whole words."""
    return bool(part) and f" {part} " in f" {name} "
