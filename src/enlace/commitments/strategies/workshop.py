"""All that is drafted of one section: its texts by language, what waits to be joined or answered, comments, history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enlace.commitments.models import SectionComment, SectionVersion, StrategySection
from enlace.commitments.strategies.section_heads import Conflict, Heads, conflict_of, counts, heads_of, is_open
from enlace.core.languages import Language, languages
from enlace.meetings.minutes.comparing import Row, compared


@dataclass(frozen=True)
class Proposal:
    """`rows` are how it differs from what it changes; `is_stale` where the text went on meanwhile."""

    version: SectionVersion
    rows: Sequence[Row]
    is_stale: bool


@dataclass(frozen=True)
class InLanguage:
    """A section in one language: `head` is its text, `conflict` the two of them that wait to be joined."""

    language: Language
    head: SectionVersion | None
    conflict: Conflict | None
    rows: Sequence[Row]
    waiting: int
    proposals: Sequence[Proposal]


@dataclass(frozen=True)
class Written:
    """A version in the history; `joins` where it is written upon two others at once."""

    version: SectionVersion
    joins: bool

    @property
    def language(self) -> str:
        """The language's name in itself."""
        return language_named(self.version.language)


def language_named(code: str) -> str:
    return next((one.name for one in languages() if one.code == code), code)


@dataclass(frozen=True)
class Workshop:
    """All that is drafted of a section. `history` is the newest first, proposals among it."""

    texts: Sequence[InLanguage]
    comments: Sequence[SectionComment]
    settled: Sequence[SectionComment]
    history: Sequence[Written]

    @property
    def unwritten(self) -> list[Language]:
        """The languages in which it says nothing and nothing is proposed."""
        return [one.language for one in self.texts if one.head is None and not one.proposals]


def workshop_of(section: StrategySection) -> Workshop:
    """In two queries."""
    versions = list(section.versions.select_related("state", "organisation", "base").order_by("pk"))
    heads = heads_of(versions)
    comments = list(section.comments.select_related("state", "organisation"))
    return Workshop(
        [_in_language(one, heads, versions) for one in languages()],
        [one for one in comments if one.settled_at is None],
        [one for one in comments if one.settled_at is not None],
        _history(versions)[::-1],
    )


def in_language(section: StrategySection, language: Language) -> InLanguage:
    """What one language of it says, for who writes."""
    versions = list(section.versions.select_related("state", "organisation", "base").order_by("pk"))
    return _in_language(language, heads_of(versions), versions)


def _in_language(language: Language, heads: Heads, versions: list[SectionVersion]) -> InLanguage:
    found = heads.get(language.code, [])
    conflict = conflict_of(found, versions)
    proposals = [one for one in versions if is_open(one) and one.language == language.code]
    return InLanguage(
        language,
        found[0] if found else None,
        conflict,
        compared(conflict.one.text, conflict.other.text) if conflict else [],
        len(found) - 2,
        [_proposal(one, found) for one in proposals],
    )


def _proposal(version: SectionVersion, heads: Iterable[SectionVersion]) -> Proposal:
    ends = {one.pk for one in heads}
    stale = version.base_id not in ends if version.base_id else bool(ends)
    return Proposal(version, compared(version.base.text if version.base else "", version.text), stale)


def _history(versions: Sequence[SectionVersion]) -> list[Written]:
    """A text that joins two stands there once, though it is written upon both."""
    history: list[Written] = []
    for one in versions:
        last = history[-1].version if history else None
        joins = bool(last and counts(last) and _said(last) == _said(one))
        history = [*history[:-1], Written(one, joins=True)] if joins else [*history, Written(one, joins=False)]
    return history


def _said(version: SectionVersion) -> tuple[object, ...]:
    return version.at, version.language, version.text
