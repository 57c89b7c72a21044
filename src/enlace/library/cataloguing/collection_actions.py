"""The shelves of the library."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.library.cataloguing.rules import can_add_collection, can_change_collection, can_remove_collection
from enlace.library.models import Collection

FIELDS = ("slug", "name", "description", "order")


@transaction.atomic
def add_collection(*, by: Anyone | None, **fields: Any) -> Collection:
    """The last, where no `order` is given; its `slug` is made of the name. Raises ValidationError by field."""
    require(can_add_collection(by))
    collection = Collection()
    last = Collection.objects.aggregate(last=Max("order"))["last"]
    _set(collection, {"name": {}, "order": 0 if last is None else last + 1} | fields)
    collection.slug = collection.slug or _free_slug(str(collection.name))
    _save(collection)
    record("add_collection", collection, by=by, after=_facts(collection))
    return collection


@transaction.atomic
def change_collection(collection: Collection, *, by: Anyone | None, **fields: Any) -> Collection:
    """Set the fields given. Raises ValidationError by field."""
    collection = Collection.objects.select_for_update().get(pk=collection.pk)
    require(can_change_collection(by, collection))
    before = _facts(collection)
    _set(collection, fields)
    after = _facts(collection)
    if after == before:
        return collection
    _save(collection)
    record("change_collection", collection, by=by, before=before, after=after)
    return collection


@transaction.atomic
def move_collection(collection: Collection, *, by: Anyone | None, earlier: bool) -> bool:
    """Change places with the one before or after it; False at the end of the list."""
    require(can_change_collection(by, collection))
    shelves = list(Collection.objects.select_for_update().order_by("order", "pk"))
    place = shelves.index(collection)
    other = place - 1 if earlier else place + 1
    if not 0 <= other < len(shelves):
        return False
    shelves.insert(other, shelves.pop(place))
    for order, one in enumerate(shelves):
        Collection.objects.filter(pk=one.pk).exclude(order=order).update(order=order)
    record("move_collection", collection, by=by, before={"place": place + 1}, after={"place": other + 1})
    return True


@transaction.atomic
def remove_collection(collection: Collection, *, by: Anyone | None) -> None:
    """An empty one. Raises ValidationError where something stands in it."""
    collection = Collection.objects.select_for_update().get(pk=collection.pk)
    require(can_remove_collection(by, collection))
    if collection.publications.exists():
        raise ValidationError(_("Something stands in this collection. Move it to another one first, then remove it."))
    record("remove_collection", collection, by=by, before=_facts(collection))
    collection.delete()


def _set(collection: Collection, fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"A collection has no {', '.join(sorted(unknown))}.")
    for name, value in fields.items():
        texts = name in ("name", "description")
        setattr(collection, name, Texts({c: t.strip() for c, t in (value or {}).items()}) if texts else value)
    if not collection.name:
        raise ValidationError({"name": _("Write the name in one language at least.")})
    if max(len(text) for text in collection.name.values()) > 200:
        raise ValidationError({"name": _("The name has more than 200 characters. Shorten it.")})


def _free_slug(name: str) -> str:
    first = slugify(name)[:70].strip("-") or "collection"
    taken = set(Collection.objects.filter(slug__startswith=first).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := first if n == 1 else f"{first}-{n}") not in taken)


def _save(collection: Collection) -> None:
    taken = Collection.objects.exclude(pk=collection.pk).filter(slug=collection.slug)
    if taken.exists():
        raise ValidationError({"slug": _("Another collection has this address. Choose another word.")})
    collection.full_clean(exclude=["name", "description"])
    collection.save()


def _facts(collection: Collection) -> dict[str, Any]:
    found = {name: getattr(collection, name) for name in FIELDS}
    return {name: value for name, value in found.items() if value not in ({}, "")}
