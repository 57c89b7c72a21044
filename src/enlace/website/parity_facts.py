"""What the parity board is made from: read at once, with as many queries for one page as for all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import permutations
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import Translation

from enlace.accounts.rules import Anyone
from enlace.core.draft_translation import available_pairs, missing_packages
from enlace.core.languages import Language, languages
from enlace.website.source_changes import Suspicion, changed
from enlace.website.translations import count_machine_drafts, count_texts

STEP = Page.steplen


@dataclass(frozen=True)
class Record:
    """A page as the board reads it."""

    pk: int
    key: UUID
    locale: int
    path: str
    title: str
    live: bool
    changes: bool
    written: datetime | None
    """When its present text was published, or saved where it is a draft."""

    revision: int | None
    model: int

    @property
    def place(self) -> tuple[UUID, int]:
        return self.key, self.locale


@dataclass(frozen=True)
class Facts:
    locales: dict[int, Language]
    groups: dict[UUID, dict[int, Record]]
    """translation key → locale → page."""

    translations: dict[tuple[UUID, int], Any]
    texts: dict[int, int]
    translated: dict[tuple[int, int], int]
    machine: dict[tuple[UUID, int], int]
    editable: frozenset[int]
    may_translate: bool
    engines: frozenset[tuple[str, str]]
    packages: dict[tuple[str, str], tuple[str, ...]]
    """What to install for a machine draft from one language into the other."""

    @cached_property
    def keys(self) -> dict[str, UUID]:
        return {record.path: record.key for group in self.groups.values() for record in group.values()}

    @cached_property
    def originals(self) -> dict[UUID, Record]:
        return {key: self._original(group) for key, group in self.groups.items()}

    @cached_property
    def kinds(self) -> dict[int, str]:
        """content type → what its pages are called."""
        types = ContentType.objects.in_bulk({record.model for record in self.originals.values()})
        return {pk: str(kind.name) for pk, kind in types.items()}

    @cached_property
    def older(self) -> set[int]:
        """The pages whose source has changed since."""
        cases = {record.pk: case for record in self.records() if (case := self._suspicion(record))}
        true = changed(cases.values())
        return {pk for pk, case in cases.items() if case in true}

    def records(self) -> Iterator[Record]:
        for group in self.groups.values():
            yield from group.values()

    def parent(self, record: Record) -> UUID | None:
        return self.keys.get(record.path[:-STEP])

    def running(self, record: Record) -> Any:
        """The translation that fills it segment by segment."""
        translation = self.translations.get(record.place)
        return translation if translation and translation.enabled else None

    def source(self, record: Record) -> Record:
        """The page that `record` follows; itself where it is the original."""
        translation = self.running(record)
        group = self.groups[record.key]
        return group.get(translation.source.locale_id, record) if translation else self.originals[record.key]

    def _original(self, group: dict[int, Record]) -> Record:
        """One that is translated into others, else that of the first language."""
        order = [group[locale] for locale in self.locales if locale in group]
        free = [record for record in order if not self.running(record)] or order
        followed = {one.source.locale_id for record in order if (one := self.running(record))}
        return next((record for record in free if record.locale in followed), free[0])

    def _suspicion(self, record: Record) -> Suspicion | None:
        source, translation = self.source(record), self.running(record)
        since = translation.source.last_updated_at if translation else record.written
        if source is record or not since or not source.written or source.written <= since:
            return None
        return Suspicion(
            source.pk,
            source.model,
            source.revision,
            since=None if translation else since,
            source=translation.source_id if translation else None,
        )


def read_facts(user: Anyone) -> Facts:
    codes = dict(Locale.objects.values_list("language_code", "pk"))
    locales = {codes[one.code]: one for one in languages() if one.code in codes}
    groups: dict[UUID, dict[int, Record]] = {}
    for record in _records(locales):
        groups.setdefault(record.key, {})[record.locale] = record
    texts, translated = count_texts()
    editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return Facts(
        locales=locales,
        groups=groups,
        translations=_translations(),
        texts=texts,
        translated=translated,
        machine=count_machine_drafts(),
        editable=frozenset(editable.values_list("pk", flat=True)),
        may_translate=user.has_perm("wagtail_localize.submit_translation"),
        engines=available_pairs(),
        packages={pair: tuple(missing_packages(*pair)) for pair in permutations([one.code for one in languages()], 2)},
    )


def _records(locales: Iterable[int]) -> Iterator[Record]:
    pages = Page.objects.filter(depth__gt=1, alias_of=None, locale__in=list(locales)).order_by("path")
    for one in pages.values(
        *["pk", "translation_key", "locale", "path", "title", "draft_title", "live", "has_unpublished_changes"],
        *["last_published_at", "latest_revision_created_at", "live_revision", "latest_revision", "content_type"],
    ):
        yield Record(
            pk=one["pk"],
            key=one["translation_key"],
            locale=one["locale"],
            path=one["path"],
            title=one["draft_title"] or one["title"],
            live=one["live"],
            changes=one["has_unpublished_changes"],
            written=one["last_published_at"] if one["live"] else one["latest_revision_created_at"],
            revision=one["live_revision"] if one["live"] else one["latest_revision"],
            model=one["content_type"],
        )


def _translations() -> dict[tuple[UUID, int], Any]:
    """Where one was stopped and another runs, the one that runs."""
    rows = Translation.objects.select_related("source").defer("source__content_json").order_by("enabled", "pk")
    return {(one.source.object_id, one.target_locale_id): one for one in rows}
