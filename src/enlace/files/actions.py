"""Private files. The audit log gets sums, sizes and ids, never the name of a file, which may be somebody's."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.files.kinds import content_type
from enlace.files.models import File, Version
from enlace.files.rules import (
    can_add_file,
    can_add_version,
    can_erase_file,
    can_erase_version,
    can_hand_over_file,
)
from enlace.files.storing import atomic_with_files, remove_after_commit, store
from enlace.files.uploads import check_upload


@atomic_with_files()
def add_file(owner: Any, upload: Any, *, by: Anyone | None) -> File:
    """A file of `owner` with its first version. Raises ValidationError for `file` where the upload is not taken."""
    require(can_add_file(by, owner))
    name = check_upload(upload)
    file = File.objects.create(owner=owner)
    version = _store_version(file, upload, name, by)
    after = {"owner": owner._meta.label_lower, "owner_id": owner.pk} | _facts(version)
    record("add_file", file, by=by, after=after)
    return file


@atomic_with_files()
def add_version(file: File, upload: Any, *, by: Anyone | None) -> Version:
    """The version that counts from now on. Raises ValidationError for `file` where the upload is not taken."""
    require(can_add_version(by, file))
    name = check_upload(upload)
    version = _store_version(File.objects.select_for_update().get(pk=file.pk), upload, name, by)
    record("add_version", file, by=by, after=_facts(version))
    return version


@transaction.atomic
def hand_over_file(file: File, owner: Any, *, by: Anyone | None) -> File:
    """It belongs to the record `owner` from now on, with all its versions."""
    file = File.objects.select_for_update().get(pk=file.pk)
    require(can_hand_over_file(by, file, owner))
    before = {"owner": file.owner._meta.label_lower, "owner_id": file.owner_id}
    file.owner = owner
    file.save(update_fields=["owner_kind", "owner_id"])
    record("hand_over_file", file, by=by, before=before, after={"owner": owner._meta.label_lower, "owner_id": owner.pk})
    return file


def _store_version(file: File, upload: Any, name: str, by: Anyone | None) -> Version:
    stored = store(upload)
    return Version.objects.create(
        file=file,
        number=(file.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        name=name,
        content=stored.name,
        content_type=content_type(name),
        size=stored.size,
        sha256=stored.sha256,
        by=by if isinstance(by, User) else None,
    )


def _facts(version: Version) -> dict[str, Any]:
    return {"number": version.number, "size": version.size, "sha256": version.sha256}


@transaction.atomic
def erase_version(version: Version, *, by: Anyone | None) -> Version:
    """Its content and name are gone; that it was there, its size and its sum stay known."""
    require(can_erase_version(by, version))
    if version.content.name:
        remove_after_commit(version.content.name)
        Version.objects.filter(pk=version.pk).update(content="", name="")
        version.content, version.name = "", ""
        record("erase_version", version.file, by=by, before=_facts(version))
    return version


@transaction.atomic
def erase_file(file: File, *, by: Anyone | None) -> File:
    """Every version of it."""
    require(can_erase_file(by, file))
    for version in file.versions.select_for_update():
        erase_version(version, by=by)
    return file
