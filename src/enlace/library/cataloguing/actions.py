"""Publications: added, changed, confirmed by a person who has looked, and drafts removed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.library.cataloguing.contributing import cleaned_contributors, contributors_of, set_contributors
from enlace.library.cataloguing.described import (
    FIELDS,
    ORIGINS,
    differing,
    facts_of,
    locked,
    save_lists,
    set_fields,
    touch,
)
from enlace.library.cataloguing.files_of_versions import erase_files
from enlace.library.cataloguing.rules import (
    can_add_publication,
    can_change_publication,
    can_confirm_publication,
    can_remove_publication,
)
from enlace.library.models import Publication


@transaction.atomic
def add_publication(
    *,
    by: Anyone | None,
    contributors: Iterable[Mapping[str, Any]] = (),
    confirmed: bool = True,
    **fields: Any,
) -> Publication:
    """A draft; `confirmed` is false where a machine proposed what is said of it. Raises ValidationError by field."""
    require(can_add_publication(by))
    publication = Publication(confirmed_at=now() if confirmed else None)
    set_fields(publication, {"title": {}} | fields)
    makers = cleaned_contributors(contributors)
    touch(publication)
    save_lists(publication, fields)
    set_contributors(publication, makers)
    count = {"contributors": len(makers)} if makers else {}
    origins = facts_of(publication, [name for name in ORIGINS if fields.get(name)])
    after = facts_of(publication, FIELDS) | origins | count | {"confirmed": confirmed}
    record("add_publication", publication, by=by, after=after)
    return publication


@transaction.atomic
def change_publication(
    publication: Publication,
    *,
    by: Anyone | None,
    contributors: Iterable[Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Publication:
    """Set the fields given, and who made it where `contributors` are given. Raises ValidationError by field."""
    publication = locked(publication)
    require(can_change_publication(by, publication))
    before, after = _changed(publication, contributors, fields)
    if before or after:
        touch(publication)
        record("change_publication", publication, by=by, before=before, after=after)
    return publication


@transaction.atomic
def confirm_publication(
    publication: Publication,
    *,
    by: Anyone | None,
    contributors: Iterable[Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Publication:
    """A person has looked at what was proposed, and perhaps corrected it. Raises ValidationError by field."""
    publication = locked(publication)
    require(can_confirm_publication(by, publication))
    before, after = _changed(publication, contributors, fields)
    publication.confirmed_at = now()
    touch(publication)
    record("confirm_publication", publication, by=by, before=before, after=after | {"confirmed": True})
    return publication


def _changed(
    publication: Publication, contributors: Iterable[Mapping[str, Any]] | None, fields: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is different was set and its lists are saved; as the audit log writes it, before and after."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"Of a publication cannot be changed: {', '.join(sorted(unknown))}.")
    changed = differing(publication, fields)
    before, given = facts_of(publication, changed), {name: fields[name] for name in changed}
    set_fields(publication, given)
    makers = None if contributors is None else cleaned_contributors(contributors)
    save_lists(publication, given)
    after = facts_of(publication, changed)
    if makers is not None and makers != (known := contributors_of(publication)):
        set_contributors(publication, makers)
        before, after = before | {"contributors": len(known)}, after | {"contributors": len(makers)}
    return before, after


@transaction.atomic
def remove_publication(publication: Publication, *, by: Anyone | None) -> None:
    """One that was never published, with the contents of its files."""
    publication = locked(publication)
    require(can_remove_publication(by, publication))
    languages = sorted(publication.language_versions.values_list("language", flat=True))
    erase_files(publication.language_versions.all(), by=by)
    before = facts_of(publication, FIELDS) | {"languages": languages}
    record("remove_publication", publication, by=by, before=before)
    publication.delete()
