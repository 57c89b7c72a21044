"""Who made a publication, in their order, as actions take and keep it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.library.models import Contributor, ContributorRole, Publication
from enlace.network.models import Organisation

NAMES = {"family": 120, "given": 120, "body": 250}
FIELDS = ("role", *NAMES, "organisation")


def cleaned_contributor(given: Mapping[str, Any]) -> dict[str, Any]:
    """All of FIELDS. Raises ValidationError by field, TypeError for what is no field of a contributor."""
    unknown = set(given) - set(FIELDS)
    if unknown:
        raise TypeError(f"A contributor has no {', '.join(sorted(unknown))}.")
    found: dict[str, Any] = {name: " ".join(str(given.get(name) or "").split()) for name in NAMES}
    found["role"] = given.get("role") or ContributorRole.AUTHOR
    found["organisation"] = given.get("organisation")
    if found["role"] not in ContributorRole.values:
        raise ValidationError({"role": _("Choose author, editor or translator.")})
    for name, most in NAMES.items():
        if len(found[name]) > most:
            sentence = _("This has %(length)d characters, and %(limit)d is the most. Shorten it.")
            raise ValidationError({name: sentence % {"length": len(found[name]), "limit": most}})
    if isinstance(found["organisation"], Organisation) and not (found["body"] or found["family"]):
        found["body"] = str(found["organisation"])[: NAMES["body"]]
    if found["body"] and (found["family"] or found["given"]):
        raise ValidationError({"body": _("Write either a person or a body here; the other has a line of its own.")})
    if not found["body"] and not found["family"]:
        sentence = _("Write the family name of a person, or the name of a body. Who has one name only, has it here.")
        raise ValidationError({"body" if not found["given"] else "family": sentence})
    return found


def cleaned_contributors(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Raises ValidationError at `contributors`, with the number of the line."""
    cleaned = []
    for number, one in enumerate(given, start=1):
        try:
            cleaned.append(cleaned_contributor(one))
        except ValidationError as error:
            words = {"number": number, "sentence": " ".join(error.messages)}
            raise ValidationError({"contributors": _("Contributor %(number)d: %(sentence)s") % words}) from error
    return cleaned


def contributors_of(publication: Publication) -> list[dict[str, Any]]:
    """As `cleaned_contributors` gives them."""
    return [{name: getattr(one, name) for name in FIELDS} for one in publication.contributors.all()]


def set_contributors(publication: Publication, cleaned: list[dict[str, Any]]) -> None:
    publication.contributors.all().delete()
    Contributor.objects.bulk_create(
        Contributor(publication=publication, order=order, **one) for order, one in enumerate(cleaned)
    )
