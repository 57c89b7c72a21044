"""A person has looked at what was proposed for a draft: what they wrote stands, and its language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from enlace.accounts.rules import Anyone
from enlace.library.cataloguing.actions import confirm_publication
from enlace.library.cataloguing.language_actions import change_language
from enlace.library.models import Publication


@transaction.atomic
def confirm_reviewed(
    publication: Publication,
    *,
    by: Anyone | None,
    language: str = "",
    contributors: Iterable[Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Publication:
    """`language` is that of its file, where it has one file alone. Raises ValidationError by field."""
    confirmed = confirm_publication(publication, by=by, contributors=contributors, **fields)
    versions = list(confirmed.language_versions.all())
    if language and len(versions) == 1:
        change_language(versions[0], language, by=by)
    return confirmed
