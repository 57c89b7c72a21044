"""Words by machine for the languages in which a statement has none: drafts, which somebody reads before they count."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from enlace.core.draft_translation import EngineFailed, NoEngine, draft_translations
from enlace.core.languages import default_language, language_codes
from enlace.core.texts import Texts


@dataclass(frozen=True)
class Drafts:
    """`texts`: for each of the texts given what a machine proposes in the languages that it lacks.

    `without` are the codes of languages for which no draft could be made.
    """

    texts: Sequence[Texts]
    without: frozenset[str]


def drafted(texts: Sequence[Texts]) -> Drafts:
    """One call of the engine for each pair of languages, however many texts there are."""
    wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for code in language_codes():
            if text and code not in text:
                wanted[_source(text), code].append(place)
    found: list[dict[str, str]] = [{} for _text in texts]
    without = set()
    for (source, target), places in wanted.items():
        try:
            drafts = draft_translations([texts[place][source] for place in places], source, target)
        except (NoEngine, EngineFailed):
            without.add(target)
            continue
        for place, draft in zip(places, drafts, strict=True):
            found[place][target] = draft
    return Drafts([Texts(one) for one in found], frozenset(without))


def _source(text: Texts) -> str:
    return default_language() if default_language() in text else next(iter(text))
