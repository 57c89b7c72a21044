"""Makers of the records of the library. A publication is public, in Spanish, published a month ago."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.files.testing import make_file
from enlace.library.models import (
    Collection,
    Contributor,
    DownloadCount,
    IngestedFile,
    LanguageVersion,
    PageText,
    Publication,
    Reading,
)


def make_collection(**overrides: Any) -> Collection:
    number = Collection.objects.count() + 1
    fields = {"slug": f"coleccion-{number}", "name": Texts({"es": f"Colección {number}"}), "order": number}
    return Collection.objects.create(**fields | overrides)


def make_publication(**overrides: Any) -> Publication:
    """`published=False` leaves it a draft that somebody has confirmed; `confirmed=False` one that nobody has."""
    published, moment = overrides.pop("published", True), timezone.now() - timedelta(days=30)
    confirmed = overrides.pop("confirmed", True)
    fields: dict[str, Any] = {
        "title": Texts({"es": "Control de armas de fuego y prevención"}),
        "issued": "2022-10",
        "confirmed_at": moment if confirmed else None,
        "published_at": moment if published and confirmed else None,
    }
    if fields["published_at"] and overrides.get("audience", "public") == "public":
        fields["first_public_at"] = moment
    return Publication.objects.create(**fields | overrides)


def make_contributor(**overrides: Any) -> Contributor:
    publication = overrides.pop("publication", None) or make_publication()
    fields = {"body": "Secretaría Técnica", "order": publication.contributors.count()}
    return Contributor.objects.create(publication=publication, **fields | overrides)


def make_language_version(**overrides: Any) -> LanguageVersion:
    """Without a file, unless `content` gives its bytes."""
    publication = overrides.pop("publication", None) or make_publication()
    content = overrides.pop("content", None)
    made = LanguageVersion.objects.create(publication=publication, **{"language": "es"} | overrides)
    if content is not None:
        make_file(made, content=content)
    return made


def make_reading(**overrides: Any) -> Reading:
    """Of the newest version of a file of a language version."""
    if "version" not in overrides:
        language_version = overrides.pop("language_version", None) or make_language_version()
        overrides["version"] = make_file(language_version).versions.get()
    return Reading.objects.create(**{"pages": 1, "letters": 40, "language": "es"} | overrides)


def make_page_text(**overrides: Any) -> PageText:
    reading = overrides.pop("reading", None) or make_reading()
    fields = {"number": reading.page_texts.count() + 1, "text": "La regulación de las armas de fuego previene."}
    return PageText.objects.create(reading=reading, **fields | overrides)


def make_download_count(**overrides: Any) -> DownloadCount:
    language_version = overrides.pop("language_version", None) or make_language_version()
    return DownloadCount.objects.create(language_version=language_version, **{"day": today(), "amount": 3} | overrides)


def make_ingested_file(**overrides: Any) -> IngestedFile:
    """Waiting to be read."""
    number = IngestedFile.objects.count() + 1
    return IngestedFile.objects.create(**{"name": f"informe-{number}.pdf", "size": 1200} | overrides)
