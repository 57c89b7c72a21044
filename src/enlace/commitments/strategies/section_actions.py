"""The sections of a joint strategy: their names, their order, and whether they belong to it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Strategy, StrategySection
from enlace.commitments.strategies.locking import locked, locked_section
from enlace.commitments.strategies.rules import (
    can_add_section,
    can_change_section,
    can_remove_section,
    can_restore_section,
)
from enlace.core.permission import require
from enlace.core.texts import Texts


@transaction.atomic
def add_section(strategy: Strategy, *, by: Anyone | None, title: Mapping[str, str]) -> StrategySection:
    """The last of all. Raises ValidationError at `title`."""
    strategy = locked(strategy)
    require(can_add_section(by, strategy))
    last = strategy.sections.order_by("order", "pk").last()
    section = StrategySection(strategy=strategy, title=Texts(title), order=last.order + 1 if last else 0)
    section.full_clean()
    section.save()
    record("add_section", section, by=by, after={"strategy": strategy.pk, "title": dict(section.title)})
    return section


@transaction.atomic
def change_section(section: StrategySection, *, by: Anyone | None, title: Mapping[str, str]) -> StrategySection:
    """Its name. Raises ValidationError at `title`."""
    section = locked_section(section)
    require(can_change_section(by, section))
    before = dict(section.title)
    section.title = Texts(title)
    section.full_clean(exclude=["strategy"])
    if before != section.title:
        section.save(update_fields=["title"])
        record("change_section", section, by=by, before={"title": before}, after={"title": dict(section.title)})
    return section


@transaction.atomic
def move_section(section: StrategySection, *, by: Anyone | None, earlier: bool) -> StrategySection:
    """By one place among those that belong to it; nothing where it is the first or the last already."""
    section = locked_section(section)
    require(can_change_section(by, section))
    sections = list(StrategySection.objects.filter(strategy=section.strategy_id).order_by("order", "pk"))
    standing = [one for one in sections if one.removed_at is None]
    place = standing.index(section)
    other = place - 1 if earlier else place + 1
    if not 0 <= other < len(standing):
        return section
    here, there = sections.index(section), sections.index(standing[other])
    before = section.order
    sections[here], sections[there] = sections[there], sections[here]
    for order, one in enumerate(sections):
        one.order = order
    StrategySection.objects.bulk_update(sections, ["order"])
    record("move_section", section, by=by, before={"order": before}, after={"order": there})
    return sections[there]


@transaction.atomic
def remove_section(section: StrategySection, *, by: Anyone | None) -> StrategySection:
    """Its texts stay on record, and it can be restored."""
    section = locked_section(section)
    require(can_remove_section(by, section))
    section.removed_at = timezone.now()
    section.save(update_fields=["removed_at"])
    record("remove_section", section, by=by, after={"removed_at": section.removed_at.isoformat()})
    return section


@transaction.atomic
def restore_section(section: StrategySection, *, by: Anyone | None) -> StrategySection:
    section = locked_section(section)
    require(can_restore_section(by, section))
    before = section.removed_at.isoformat() if section.removed_at else None
    section.removed_at = None
    section.save(update_fields=["removed_at"])
    record("restore_section", section, by=by, before={"removed_at": before})
    return section
