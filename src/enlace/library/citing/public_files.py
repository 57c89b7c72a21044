"""The newest file of each language of publications: what is cited, harvested and fetched."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from enlace.files.models import Version
from enlace.library.models import LanguageVersion, Publication


@dataclass(frozen=True)
class NewestFile:
    """`address` is whole, and always leads to the newest version."""

    language: str
    name: str
    content_type: str
    size: int
    address: str

    @property
    def is_pdf(self) -> bool:
        return self.content_type == "application/pdf"


def newest_files(publications: Iterable[Publication]) -> Mapping[int, Sequence[NewestFile]]:
    """By publication, in the order in which the languages were added. Give publications that their reader sees.

    One query, and one more where the language versions are not at hand.
    """
    versions = {one.pk: one for work in publications for one in work.language_versions.all()}
    found: dict[int, list[NewestFile]] = defaultdict(list)
    if not versions:
        return found
    kept = Version.objects.kept().of(LanguageVersion, versions)
    newest = {one.file.owner_id: one for one in kept.select_related("file").order_by("file", "number")}
    for key, language_version in sorted(versions.items()):
        if key in newest:
            found[language_version.publication_id].append(_file(language_version, newest[key]))
    return found


def _file(language_version: LanguageVersion, version: Version) -> NewestFile:
    address = reverse("publications:newest", args=[language_version.publication_id, language_version.language])
    content_type = version.content_type.partition(";")[0].strip()
    return NewestFile(language_version.language, version.name, content_type, version.size, settings.BASE_URL + address)
