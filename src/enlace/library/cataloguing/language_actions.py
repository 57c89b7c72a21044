"""A publication in its languages: each has one file, whose versions over time stay."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.files.actions import add_file, add_version
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.files.storing import atomic_with_files
from enlace.library.cataloguing.described import ORIGINS, TEXTS, WIDTH, locked, touch
from enlace.library.cataloguing.files_of_versions import erase_files
from enlace.library.cataloguing.languages_known import cleaned_language, language_name
from enlace.library.cataloguing.rules import (
    can_add_language_version,
    can_change_language_version,
    can_join_publications,
    can_remove_language_version,
)
from enlace.library.models import LanguageVersion, Publication
from enlace.network.audiences import Audience


@atomic_with_files()
def add_language_version(
    publication: Publication, *, by: Anyone | None, language: str, upload: Any = None
) -> LanguageVersion:
    """With its file, if one is given. Raises ValidationError at `language` or `file`."""
    publication = locked(publication)
    require(can_add_language_version(by, publication))
    code = _free_language(publication, language)
    language_version = LanguageVersion.objects.create(publication=publication, language=code)
    if upload is not None:
        add_file(language_version, upload, by=by)
    touch(publication, "changed_at")
    after = {"publication": publication.pk, "language": code}
    record("add_language_version", language_version, by=by, after=after)
    return language_version


def _free_language(publication: Publication, language: str) -> str:
    code = cleaned_language(language)
    if publication.language_versions.filter(language=code).exists():
        sentence = _("It is there in %(language)s already. Choose another language, or add a new version to that one.")
        raise ValidationError({"language": sentence % {"language": language_name(code)}})
    return code


@atomic_with_files()
def add_file_version(language_version: LanguageVersion, upload: Any, *, by: Anyone | None) -> Version:
    """The version that its address leads to from now on. Raises ValidationError at `file`."""
    publication = locked(language_version.publication)
    require(can_change_language_version(by, language_version))
    file = files_of(language_version).first()
    added = add_version(file, upload, by=by) if file else add_file(language_version, upload, by=by).versions.get()
    touch(publication, "changed_at")
    return added


@transaction.atomic
def change_language(language_version: LanguageVersion, language: str, *, by: Anyone | None) -> LanguageVersion:
    """Of what was filed under the wrong one. Raises ValidationError at `language`."""
    publication = locked(language_version.publication)
    language_version = LanguageVersion.objects.select_for_update().get(pk=language_version.pk)
    require(can_change_language_version(by, language_version))
    before = language_version.language
    if cleaned_language(language) == before:
        return language_version
    language_version.language = _free_language(publication, language)
    language_version.save(update_fields=["language"])
    touch(publication, "changed_at")
    after = {"language": language_version.language}
    record("change_language_version", language_version, by=by, before={"language": before}, after=after)
    return language_version


@transaction.atomic
def remove_language_version(language_version: LanguageVersion, *, by: Anyone | None) -> None:
    """With the contents of its file."""
    publication = locked(language_version.publication)
    language_version.publication = publication
    require(can_remove_language_version(by, language_version))
    touch(publication, "changed_at")
    before = {"publication": publication.pk, "language": language_version.language}
    record("remove_language_version", language_version, by=by, before=before)
    erase_files([language_version], by=by)
    language_version.delete()


@transaction.atomic
def join_publications(
    draft: Publication, *, into: Publication, by: Anyone | None, as_new_version: bool = False
) -> Publication:
    """The draft becomes further languages of another publication, and is gone.

    A language that is there already is refused, or becomes its newest version where `as_new_version` is asked for.
    Title, subtitle and abstract of the draft stand in where the other has none in that language, if somebody has
    confirmed them. Raises ValidationError at `into`.
    """
    draft, into = _both_locked(draft, into)
    require(can_join_publications(by, draft))
    check_joining(draft, into, as_new_version)
    there = {one.language: one for one in into.language_versions.all()}
    moved = list(draft.language_versions.all())
    for one in moved:
        if one.language in there:
            _append_versions(one, there[one.language])
        else:
            LanguageVersion.objects.filter(pk=one.pk).update(publication=into)
    if draft.confirmed_at or not into.confirmed_at:
        for name in TEXTS:
            setattr(into, name, Texts(dict(getattr(draft, name)) | dict(getattr(into, name))))
    for name in ORIGINS:
        setattr(into, name, getattr(into, name) or getattr(draft, name))
    draft.ingested_files.update(publication=into)
    touch(into)
    before, after = {"joined": draft.pk}, {"languages": sorted(one.language for one in moved)}
    record("join_publications", into, by=by, before=before, after=after)
    draft.delete()
    return into


def _both_locked(draft: Publication, into: Publication) -> tuple[Publication, Publication]:
    """In the order of their numbers, so that no two wait for each other."""
    rows = {
        one.pk: one for one in Publication.objects.select_for_update().filter(pk__in=[draft.pk, into.pk]).order_by("pk")
    }
    if into.pk not in rows or draft.pk not in rows:
        raise ValidationError({"into": _("One of the two is not there any more. Look at the list again.")})
    return rows[draft.pk], rows[into.pk]


def check_joining(draft: Publication, into: Publication, as_new_version: bool) -> None:
    """Raises ValidationError at `into`."""
    if draft.pk == into.pk:
        raise ValidationError({"into": _("A publication cannot be joined with itself. Choose another one.")})
    codes = draft.language_versions.values_list("language", flat=True)
    if not codes:
        raise ValidationError({"into": _("This draft has no language version yet. Add its file first.")})
    twice = into.language_versions.filter(language__in=codes).values_list("language", flat=True)
    if twice and not as_new_version:
        names = ", ".join(language_name(code) for code in twice)
        sentence = _("It is there in %(language)s already. Join it as a new version of that, or choose another one.")
        raise ValidationError({"into": sentence % {"language": names}})
    if into.is_published and WIDTH[Audience(into.audience)] > WIDTH[Audience(draft.audience)]:
        sentence = _("The draft is for fewer readers than that publication. Change its audience first.")
        raise ValidationError({"into": sentence})


def _append_versions(joined: LanguageVersion, to: LanguageVersion) -> None:
    """The versions of the one's file become the newest of the other's; the one is gone."""
    target = files_of(to).select_for_update().first()
    for file in files_of(joined):
        if target is None:
            target, file.owner = file, to
            file.save(update_fields=["owner_kind", "owner_id"])
            continue
        last = target.versions.aggregate(last=Max("number"))["last"] or 0
        for number, version in enumerate(file.versions.order_by("number"), start=last + 1):
            Version.objects.filter(pk=version.pk).update(file=target, number=number)
        file.delete()
    joined.delete()
