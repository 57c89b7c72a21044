"""Reports to crawl: one that nobody else reads yet, one under review, one that is frozen, one that is public; with what
is written in them, photos, remarks of two states, and the files of the editions.

Who sees any of it is said here apart from its `visible_to`, so that a mistake there shows.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.db import models

from enlace.core.texts import Texts
from enlace.files.queries import files_of
from enlace.network.roles import roles_of
from enlace.network.testing import Cast, make_state
from enlace.reports import testing as make
from enlace.reports.models import EditionText, Remark, Report, ReportEdition, ReportSection, SectionPhoto
from enlace.reports.planning.actions import ask_review
from enlace.reports.planning.section_actions import add_report_section


def make_reports(cast: Cast) -> list[models.Model]:
    """In the order in which addresses are tried: what few read comes first."""
    draft, reviewed = make.make_report(subject=2020), make.make_report(subject=2021)
    frozen, public = make.make_report(subject=2019), make.make_report(subject=2018)
    made: list[models.Model] = [draft, reviewed, frozen, public]
    for report in (draft, reviewed, frozen, public):
        own = add_report_section(report, Texts({"es": "Sección propia"}), by=None)
        made += [make.make_report_section(report=report, name=own.name), make.make_section_photo(section=own)]
    for report, published in ((frozen, False), (public, True)):
        edition = make.make_report_edition(report=report, published=published)
        files = list(files_of(edition))
        made += [edition, edition.texts.get(), *files, *(file.versions.get() for file in files)]
    ask_review(reviewed, by=None)
    for code, by in (("UY", cast.focal_point), ("PY", cast.other_focal_point)):
        made.append(make.make_remark(report=reviewed, state=make_state(code), by=by))
    return made


def reads_draft(user: Any, report: Report) -> bool:
    roles = roles_of(user)
    return roles.is_secretary or (roles.is_member and report.review_asked_at is not None)


def sees_of_report(user: Any, report: Report, name: str) -> bool:
    return reads_draft(user, report) or any(one.published_at for one in report.editions.all())


def sees_of_edition(user: Any, edition: ReportEdition, name: str) -> bool:
    return edition.published_at is not None or roles_of(user).is_secretary


def sees_of_remark(user: Any, remark: Remark, name: str) -> bool:
    roles = roles_of(user)
    return roles.is_secretary or remark.state_id in roles.states


SEEN: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    Report: sees_of_report,
    ReportSection: lambda user, section, name: reads_draft(user, section.report),
    SectionPhoto: lambda user, photo, name: reads_draft(user, photo.section.report),
    Remark: sees_of_remark,
    ReportEdition: sees_of_edition,
    EditionText: lambda user, text, name: sees_of_edition(user, text.edition, name),
}


def leads_nowhere(record: models.Model, name: str) -> bool:
    """The data of an edition are a document, not words."""
    return isinstance(record, EditionText) and name in {"data", "sha256"}


def mark_data(text: EditionText, canary: Callable[[], str]) -> dict[str, str]:
    """Words within the document that was frozen: a title of it, and a record as it was."""
    words = {"section": canary(), "record": canary()}
    data = json.loads(text.data)
    data["sections"][0]["title"] = words["section"]
    data["data"]["commitments"] = [{"id": 1, "title": words["record"]}]
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    EditionText.objects.filter(pk=text.pk).update(data=written, sha256=sha256(written.encode()).hexdigest())
    return words


MARKED: dict[type[models.Model], Callable[[Any, Callable[[], str]], dict[str, str]]] = {EditionText: mark_data}
