from enlace.library.models.collections import Collection
from enlace.library.models.intake import IngestedFile, Refusal
from enlace.library.models.language_versions import DownloadCount, LanguageVersion, PageText, Reading
from enlace.library.models.publications import (
    AUDIENCES,
    Contributor,
    ContributorRole,
    Licence,
    Publication,
    PublicationKind,
)

__all__ = [
    "AUDIENCES",
    "Collection",
    "Contributor",
    "ContributorRole",
    "DownloadCount",
    "IngestedFile",
    "LanguageVersion",
    "Licence",
    "PageText",
    "Publication",
    "PublicationKind",
    "Reading",
    "Refusal",
]
