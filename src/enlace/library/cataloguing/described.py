"""What is said of a publication, as actions set it, look at it and record it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.core.clock import now
from enlace.core.partial_dates import is_partial_date
from enlace.core.texts import Texts
from enlace.library.cataloguing.identifiers import cleaned_doi, cleaned_isbn, cleaned_issn
from enlace.library.models import AUDIENCES, Licence, Publication, PublicationKind
from enlace.network.audiences import Audience

TEXTS = ("title", "subtitle", "abstract")
NAMES = ("publisher", "place", "series", "number")
CLEANED = {"isbn": cleaned_isbn, "issn": cleaned_issn, "doi": cleaned_doi}
CHOSEN = ("kind", "licence", "audience")
ORIGINS = ("from_paper", "from_contribution", "from_evidence")
LISTS = ("themes", "states", "meetings", "sessions", "commitments", "mechanisms")
WIDTH = {Audience.SECRETARIAT: 0, Audience.MEMBERS: 1, Audience.NETWORK: 2, Audience.PUBLIC: 3}
"""How many an audience lets in, from the fewest."""
FIELDS = (*TEXTS, "issued", *NAMES, *CLEANED, *CHOSEN, "collection", "illustrative", *LISTS)


def set_fields(publication: Publication, fields: Mapping[str, Any]) -> None:
    """Without saving, and without the lists. Raises ValidationError by field, TypeError for what is no field."""
    unknown = set(fields) - {*FIELDS, *ORIGINS}
    if unknown:
        raise TypeError(f"A publication has no {', '.join(sorted(unknown))}.")
    for name, value in fields.items():
        if name not in LISTS:
            setattr(publication, name, _given(name, value))
    _check(publication, [name for name in fields if name not in LISTS])


def _given(name: str, value: Any) -> Any:
    if name in LISTS:
        return sorted(one.pk for one in value or ())
    if name in TEXTS:
        return Texts({code: text.strip() for code, text in (value or {}).items()})
    if name in CLEANED:
        return CLEANED[name](value or "")
    if name in (*NAMES, "issued"):
        return " ".join((value or "").split())
    return value or "" if name in CHOSEN else value


def _check(publication: Publication, names: Iterable[str]) -> None:
    for name in names:
        if name == "collection" and publication.is_published and publication.collection is None:
            sentence = _("What is published stands in a collection. Choose one, or withdraw the publication first.")
            raise ValidationError({"collection": sentence})
        if name == "title" and not publication.title:
            raise ValidationError({"title": _("Write the title in one language at least.")})
        if name == "issued" and publication.issued:
            try:
                is_partial_date(publication.issued)
            except ValidationError as error:
                raise ValidationError({"issued": error}) from error
        _check_choice(publication, name)
        _check_length(publication, name)


def _check_choice(publication: Publication, name: str) -> None:
    if name == "kind" and publication.kind not in PublicationKind.values:
        raise ValidationError({"kind": _("Choose what kind of publication it is.")})
    if name == "licence" and publication.licence and publication.licence not in Licence.values:
        raise ValidationError({"licence": _("Choose one of the licences, or none where it is not known.")})
    if name == "audience" and publication.audience == Audience.INVITED:
        raise ValidationError({"audience": _("Nobody is invited to a publication. Choose another audience.")})
    if name == "audience" and publication.audience not in dict(AUDIENCES):
        raise ValidationError({"audience": _("Choose who may read it.")})


def _check_length(publication: Publication, name: str) -> None:
    field, value = Publication._meta.get_field(name), getattr(publication, name)
    limit = getattr(field, "each", None) or getattr(field, "max_length", None)
    if not limit or not value:
        return
    longest = max(len(text) for text in value.values()) if name in TEXTS else len(value)
    if longest > limit:
        sentence = _("This has %(length)d characters, and %(limit)d is the most. Shorten it.")
        raise ValidationError({name: sentence % {"length": longest, "limit": limit}})


def differing(publication: Publication, fields: Mapping[str, Any]) -> list[str]:
    """Which of the fields would change. Raises ValidationError where a number cannot be read."""
    return [name for name in fields if _value(publication, name) != _given(name, fields[name])]


def _value(publication: Publication, name: str) -> Any:
    if name in LISTS:
        return sorted(getattr(publication, name).values_list("pk", flat=True))
    return getattr(publication, name)


def save_lists(publication: Publication, fields: Mapping[str, Any]) -> None:
    for name in LISTS:
        if name in fields:
            getattr(publication, name).set(fields[name] or ())


def facts_of(publication: Publication, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them, without what is empty; of an abstract only in which languages it is there."""
    found = {name: _as_fact(name, _value(publication, name)) for name in names}
    return {name: value for name, value in found.items() if value not in (None, {}, [], "", False)}


def _as_fact(name: str, value: Any) -> Any:
    return sorted(value) if name == "abstract" else getattr(value, "pk", value)


def locked(publication: Publication) -> Publication:
    """The row as it is now, which nobody else changes before this transaction ends."""
    return Publication.objects.select_for_update().get(pk=publication.pk)


def touch(publication: Publication, *changed: str) -> None:
    """Save what was `changed` (all where nothing is named), the moment, and since when it has been public."""
    publication.changed_at = now()
    if publication.is_public and publication.first_public_at is None:
        publication.first_public_at = publication.changed_at
    publication.save(update_fields=[*changed, "changed_at", "first_public_at"] if changed else None)
