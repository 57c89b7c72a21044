"""A reading becomes drafts, one independent page for each of its languages, all with one translation key."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.importer.fingerprints import fingerprint
from enlace.importer.models import ImportedPage, PageKey
from enlace.importer.outcome import Imported, ImportedBody
from enlace.importer.page_fields import FIELDS, missing_descriptions, page_fields
from enlace.importer.page_import import PageReading
from enlace.importer.page_pictures import PagePictures
from enlace.importer.picture_files import FindPicture, no_pictures
from enlace.importer.queries import (
    imported_pages,
    links_elsewhere,
    links_to_check,
    news_index,
    page_of_address,
    stored_keys,
    strongest,
)
from enlace.importer.rules import (
    can_import_page_under,
    can_import_pages,
    can_publish_imported_page,
    can_update_imported_page,
)
from enlace.website.models import NewsPage
from enlace.website.rules import is_ready_to_publish, why_not_published
from enlace.website.translations import translation_of
from enlace.website.untitled import address_from_given_title, is_untitled


class NotImported(Exception):
    """The page is readable but has no place here; the message says why in a sentence."""


@dataclass(frozen=True)
class _Asked:
    by: Anyone | None
    publish: bool
    overwrite: bool

    @property
    def user(self) -> User | None:
        return self.by if isinstance(self.by, User) else None


def import_page(
    reading: PageReading,
    *,
    by: Anyone | None,
    publish: bool = False,
    overwrite: bool = False,
    pictures: FindPicture = no_pictures,
) -> Imported:
    """All of the page or, on any error, nothing of it. Raises NotImported and ValidationError.

    The same page again (see page_identity) updates the same drafts; what a person changed there since is kept, field by
    field, unless `overwrite`. With `publish`, what may not be published yet is left a draft and says why.
    """
    require(can_import_pages(by))
    found = PagePictures(pictures, by)
    try:
        with transaction.atomic():
            return _import_page(reading, found, _Asked(by, publish, overwrite))
    except BaseException:
        found.remove_files()
        raise


def _import_page(reading: PageReading, pictures: PagePictures, asked: _Asked) -> Imported:
    key = _claim_keys(reading)
    there = imported_pages(key)
    result = Imported(reading, reading.name, created=not there)
    for language in reading.languages:
        fields = page_fields(
            reading,
            language,
            image_of=pictures.image_of,
            page_of=partial(page_of_address, language=language),
        )
        untitled = reading.bodies[language].title is None
        if language in there:
            body = _update(there[language], language, fields, untitled, asked)
        else:
            body = _create(key, language, fields, asked)
        if asked.publish:
            _publish(body, asked)
        body.untitled = is_untitled(body.page, body.page.latest_revision)
        result.bodies[language] = body
    result.pictures = list(pictures.outcomes.values())
    result.links_elsewhere = links_elsewhere(reading)
    result.links_to_check = links_to_check(reading, result.links_elsewhere)
    return result


def _claim_keys(reading: PageReading) -> UUID:
    """The page's translation key, known or new. Of two imports of one page at once, the later waits and finds it."""
    fresh, keys = uuid4(), stored_keys(reading)
    PageKey.objects.bulk_create([PageKey(key=key, translation_key=fresh) for key in keys], ignore_conflicts=True)
    rows = list(PageKey.objects.select_for_update().filter(key__in=keys).order_by("key"))
    chosen = strongest([row for row in rows if row.translation_key != fresh]) or fresh
    PageKey.objects.filter(key__in=keys, translation_key=fresh).update(translation_key=chosen)
    return chosen


def _create(key: UUID, language: str, fields: dict[str, Any], asked: _Asked) -> ImportedBody:
    index = news_index(language)
    if index is None:
        raise NotImported(_("There is no page for news in the language “%(language)s”.") % {"language": language})
    require(can_import_page_under(asked.by, index))
    parent = Page.objects.select_for_update().get(pk=index.pk)
    slug = slugify(fields["title"])[:80].strip("-") or "page"
    page = NewsPage(
        locale=Locale.objects.get(language_code=language),
        translation_key=key,
        slug=find_available_slug(parent, slug),
        owner=asked.user,
        live=False,
        **fields,
    )
    parent.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=asked.user, content_changed=True)
    _write(page, {name: fingerprint(value) for name, value in fields.items()}, asked, is_new=True)
    record("import_page", page, by=asked.by, after={"language": language, "revision": page.latest_revision_id})
    return ImportedBody(language, page, "created")


def _update(row: NewsPage, language: str, fields: dict[str, Any], untitled: bool, asked: _Asked) -> ImportedBody:
    """Three readings of each field decide: what the import wrote last, what stands there now, what it would write."""
    if because := _why_untouched(row):
        return ImportedBody(language, row, "unchanged", kept=FIELDS, kept_because=because)
    page = row.get_latest_revision_as_object()
    last = ImportedPage.objects.filter(page=row).first()
    written = dict(last.written) if last else {}
    changed, kept = [], []
    for name, value in fields.items():
        mark, current = fingerprint(value), fingerprint(_current(page, name))
        if mark == current:
            written[name] = mark
        elif current == written.get(name) or (asked.overwrite and not (untitled and name == "title")):
            setattr(page, name, value)
            written[name] = mark
            changed.append(name)
        elif not (untitled and name == "title"):
            kept.append(name)
    if changed:
        require(can_update_imported_page(asked.by, row))
        address_from_given_title(page)
        _write(page, written, asked)
        record(
            "update_imported_page", page, by=asked.by, after={"fields": changed, "revision": page.latest_revision_id}
        )
    return ImportedBody(language, page, "updated" if changed else "unchanged", kept=tuple(kept))


def _current(page: NewsPage, name: str) -> Any:
    value = getattr(page, name)
    return value.get_prep_value() if name in {"body", "facts"} else value


def _why_untouched(page: NewsPage) -> str:
    if translation_of(page):
        return _("It is translated segment by segment from another page.")
    if page.alias_of_id:
        return _("It shows another page.")
    return _("It is locked, scheduled or under review.") if page.get_lock() else ""


def _write(page: NewsPage, written: dict[str, str], asked: _Asked, *, is_new: bool = False) -> None:
    """Save as a new draft; what readers see of a published page stays as it is."""
    if not page.live and not is_new:
        page.save()
    revision = page.save_revision(user=asked.user, log_action=not is_new)
    ImportedPage.objects.update_or_create(
        page_id=page.pk, defaults={"revision": revision.pk, "written": written, "imported_at": now()}
    )


def _publish(body: ImportedBody, asked: _Asked) -> None:
    page = NewsPage.objects.get(pk=body.page.pk)
    body.page, revision = page, page.latest_revision
    if page.live and not page.has_unpublished_changes:
        body.published = True
    elif revision is None or not ImportedPage.objects.filter(page=page, revision=revision.pk).exists():
        body.left = _("A person has changed it since it was imported: publish it in its editor.")
    elif not is_ready_to_publish(page, revision):
        body.left = why_not_published(page, revision)
    elif missing_descriptions(page.get_latest_revision_as_object().body.get_prep_value()):
        body.left = _("A picture or video has no words yet for those who do not see it.")
    else:
        require(can_publish_imported_page(asked.by, page))
        revision.publish(user=asked.user)
        body.page.refresh_from_db()
        body.published = True
        record("publish_imported_page", page, by=asked.by, after={"revision": revision.pk})
