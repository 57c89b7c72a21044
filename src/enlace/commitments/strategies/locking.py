"""Whoever changes the same strategy at the same time waits: each action takes its row first, and reads anew."""

from django.db.models import prefetch_related_objects

from enlace.commitments.models import SectionComment, SectionVersion, Strategy, StrategySection
from enlace.commitments.strategies.readers import PARTIES


def locked(strategy: Strategy) -> Strategy:
    """With its parties."""
    found = Strategy.objects.select_for_update().get(pk=strategy.pk)
    prefetch_related_objects([found], *PARTIES)
    return found


def locked_section(section: StrategySection) -> StrategySection:
    """With its strategy, which is what is locked."""
    strategy = locked(section.strategy)
    found = StrategySection.objects.get(pk=section.pk)
    found.strategy = strategy
    return found


def locked_version(version: SectionVersion) -> SectionVersion:
    section = locked_section(version.section)
    found = SectionVersion.objects.get(pk=version.pk)
    found.section = section
    return found


def locked_comment(comment: SectionComment) -> SectionComment:
    section = locked_section(comment.section)
    found = SectionComment.objects.get(pk=comment.pk)
    found.section = section
    return found
