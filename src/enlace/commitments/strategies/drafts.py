"""The drafts of a strategy, read whole: a constant number of queries, however many sections and versions there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.models import SectionComment, SectionVersion, Strategy, StrategySection
from enlace.commitments.strategies.section_heads import Heads, heads_of, is_open


@dataclass(frozen=True)
class DraftedSection:
    """`proposals` wait for an answer; `comments` are those that are not settled."""

    section: StrategySection
    heads: Heads
    proposals: Sequence[SectionVersion]
    comments: int

    @property
    def last(self) -> SectionVersion | None:
        """The newest text that counts, in whatever language."""
        return max((found[0] for found in self.heads.values()), key=lambda one: one.pk, default=None)

    @property
    def is_written(self) -> bool:
        return any(head.text for found in self.heads.values() for head in found)

    @property
    def is_torn(self) -> bool:
        """Two hands wrote at once in some language."""
        return any(len(found) > 1 for found in self.heads.values())


def drafted_sections(strategy: Strategy) -> list[DraftedSection]:
    """Those that belong to it, in their order."""
    sections = list(StrategySection.objects.filter(strategy=strategy, removed_at=None).order_by("order", "pk"))
    versions: dict[int, list[SectionVersion]] = defaultdict(list)
    found = SectionVersion.objects.filter(section__in=sections).select_related("state", "organisation")
    for version in found.order_by("pk"):
        versions[version.section_id].append(version)
    comments: dict[int, int] = defaultdict(int)
    for section_id in SectionComment.objects.filter(section__in=sections, settled_at=None).values_list(
        "section", flat=True
    ):
        comments[section_id] += 1
    return [_drafted(one, versions[one.pk], comments[one.pk]) for one in sections]


def _drafted(section: StrategySection, versions: list[SectionVersion], comments: int) -> DraftedSection:
    return DraftedSection(section, heads_of(versions), [one for one in versions if is_open(one)], comments)


def missing_for_signature(strategy: Strategy, sections: Iterable[DraftedSection]) -> list[str]:
    """What must be done before it can be signed, in sentences; none where it is ready."""
    sections = list(sections)
    said = [sentence for one in sections for sentence in _missing_in(one)]
    if not sections:
        said.append(_("It has no section yet. Add at least one, and write it."))
    if len(strategy.parties.all()) < 2:
        said.append(_("It has one party only. A joint strategy is signed by two or more: add the others."))
    return said


def _missing_in(one: DraftedSection) -> list[str]:
    named = {"section": str(one.section.shown_title)}
    said = []
    if not one.is_written:
        said.append(_("The section “%(section)s” has no text yet. Write it, or take it out.") % named)
    if one.is_torn:
        said.append(_("Two texts of the section “%(section)s” wait to be joined.") % named)
    if one.proposals:
        words = ngettext(
            "%(count)d proposed change to the section “%(section)s” waits for an answer: accept or decline it.",
            "%(count)d proposed changes to the section “%(section)s” wait for an answer: accept or decline them.",
            len(one.proposals),
        )
        said.append(words % {**named, "count": len(one.proposals)})
    return said
