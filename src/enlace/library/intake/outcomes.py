"""What became of a file that came in, as pages, the command and its JSON tell it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from enlace.files.models import Version
from enlace.library.intake.reasons import SCAN, sentence_of
from enlace.library.models import IngestedFile, LanguageVersion, Reading


@dataclass(frozen=True)
class Outcome:
    """`status` is ingested, duplicate or refused; `reason` says why, or that there is no text in what was ingested."""

    name: str
    status: str
    reason: str = ""
    pages: int | None = None
    language: str = ""
    title: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.name,
            "status": self.status,
            "reason": self.reason,
            "pages": self.pages,
            "language": self.language,
            "title": self.title,
        }


def refused(name: str, reason: str) -> Outcome:
    return Outcome(name, "refused", sentence_of(reason))


def duplicate(name: str, version: Version) -> Outcome:
    pages, language, title, _scan = _facts(version)
    return Outcome(name, "duplicate", already_there(version), pages, language, title)


def already_there(version: Version) -> str:
    """The name of what is the same; without it where that was erased since."""
    if not version.name:
        return _("It was in the library already.")
    return _("It is in the library already, as “%(name)s”.") % {"name": version.name}


def ingested(name: str, version: Version) -> Outcome:
    pages, language, title, is_scan = _facts(version)
    return Outcome(name, "ingested", str(SCAN) if is_scan else "", pages, language, title)


def outcome_of(ingested_file: IngestedFile, name: str, version: Version | None) -> Outcome:
    """Of one that is no longer waiting; `version` is what it became, or what is the same."""
    if ingested_file.reason or version is None:
        return refused(name, ingested_file.reason)
    return duplicate(name, version) if ingested_file.same_as_id else ingested(name, version)


def _facts(version: Version) -> tuple[int | None, str, str, bool]:
    owner = version.file.owner
    reading = Reading.objects.filter(version=version).first()
    if not isinstance(owner, LanguageVersion):
        return None, "", "", False
    title = owner.publication.title
    shown = title.get(owner.language) or str(title)
    pages, is_scan = (reading.pages, reading.is_scan) if reading else (None, False)
    return pages, owner.language, shown, is_scan
