"""What the parties sign: title, summary and sections as they stood when the strategy was opened for signature.

`frozen` makes it of the drafts, `read` gives it to a reader, and `fingerprint` tells one from another: a signature
carries the one of the text that was shown, and is refused where another text stands there now.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from enlace.commitments.models import Strategy, StrategySection
from enlace.commitments.strategies.section_heads import Heads
from enlace.core.languages import languages
from enlace.core.texts import Text, Texts


@dataclass(frozen=True)
class InAnotherLanguage:
    """What is signed too; `name` is the language's own, e.g. Português."""

    name: str
    language: str
    text: str


@dataclass(frozen=True)
class SignedSection:
    section_id: int
    title: Text
    text: Text
    others: tuple[InAnotherLanguage, ...]


@dataclass(frozen=True)
class SignedContent:
    title: Text
    summary: Text
    other_titles: tuple[InAnotherLanguage, ...]
    other_summaries: tuple[InAnotherLanguage, ...]
    sections: tuple[SignedSection, ...]


def frozen(strategy: Strategy, sections: list[tuple[StrategySection, Heads]]) -> dict[str, Any]:
    """Of sections that have one head at the most in each language."""
    return {
        "title": dict(strategy.title),
        "summary": dict(strategy.summary),
        "sections": [
            {
                "section": section.pk,
                "title": dict(section.title),
                "texts": {
                    language: {"version": head.pk, "text": head.text}
                    for language, (head, *_rest) in sorted(heads.items())
                    if head.text
                },
            }
            for section, heads in sections
        ],
    }


def fingerprint(content: Mapping[str, Any]) -> str:
    """Empty for a strategy that is being drafted."""
    if not content:
        return ""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read(content: Mapping[str, Any]) -> SignedContent | None:
    """In the reader's language. None while there is nothing to sign."""
    if not content:
        return None
    title, summary = Texts(content["title"]), Texts(content["summary"])
    return SignedContent(
        title.in_language(),
        summary.in_language(),
        _others(title),
        _others(summary),
        tuple(_section(one) for one in content["sections"]),
    )


def _section(one: Mapping[str, Any]) -> SignedSection:
    texts = Texts({language: said["text"] for language, said in one["texts"].items()})
    return SignedSection(one["section"], Texts(one["title"]).in_language(), texts.in_language(), _others(texts))


def _others(texts: Texts) -> tuple[InAnotherLanguage, ...]:
    shown, names = texts.in_language().language, {one.code: one.name for one in languages()}
    return tuple(InAnotherLanguage(names.get(code, code), code, text) for code, text in texts.items() if code != shown)
