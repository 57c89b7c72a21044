"""What is proposed for a publication by what was read of its file, each with where it was found. A person confirms it.

The sources: `metadata`, `first_page`, `page_1`, `page_2`, `text`, `name` (of the file), `default`.
"""

from typing import Any

from enlace.core.languages import default_language, language_codes
from enlace.core.texts import Texts
from enlace.library.intake.issued_finding import issued_of
from enlace.library.intake.makers import makers_of
from enlace.library.intake.names import parts_of
from enlace.library.intake.reading import ReadPdf
from enlace.library.intake.theme_finding import Vocabulary, themes_in
from enlace.library.intake.titles import Proposal, title_of

UNDETERMINED = "und"
"""Of ISO 639: nothing tells which language it is."""


def proposals_of(found: ReadPdf, name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """As it is kept in JSON: `title`, `issued`, `themes`, `contributors`, `language` and the `base` of the name."""
    parts = parts_of(name)
    first = found.texts[0] if found.texts else ""
    title = title_of(found.metadata, found.large, first, name)
    language = _language(found.language, parts.language)
    makers = makers_of(found.metadata.get("author", ""), language.value)
    themes = themes_in(title.value, found.texts, vocabulary)
    return {
        "title": _kept(title),
        "issued": _kept(issued_of(found.texts, found.metadata, name)),
        "themes": _kept(Proposal(themes, "text" if themes else "")),
        "contributors": _kept(Proposal(makers, "metadata" if makers else "")),
        "language": _kept(language),
        "base": parts.base,
    }


def _kept(proposal: Proposal[Any]) -> dict[str, Any]:
    return {"value": proposal.value, "source": proposal.source}


def _language(read: str, named: str) -> Proposal[str]:
    if read:
        return Proposal(read, "text")
    return Proposal(named, "name") if named else Proposal(UNDETERMINED, "default")


def proposed_title(proposals: dict[str, Any], otherwise: str) -> Texts:
    """In the language of the file, if it is one of the network's: pages and forms know no others."""
    language = proposals["language"]["value"]
    code = language if language in language_codes() else default_language()
    return Texts({code: proposals["title"]["value"] or otherwise})
