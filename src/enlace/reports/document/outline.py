"""Which sections a kind of report has, and how a document is made of them: drawn from records, written by people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Site

from enlace.core.languages import current_language
from enlace.core.texts import Texts
from enlace.reports.document.blocks import Block, Document
from enlace.reports.document.composer import Composer
from enlace.website.models import NetworkSettings

Draw = Callable[[Any, Composer], Iterable[Block]]


@dataclass(frozen=True)
class Part:
    """A section that a kind of report has. Without `draw` nothing but what people write stands in it.

    `asks` says to who writes it what it is for. `opens_page`: it begins on a page of its own, as annexes do.
    """

    name: str
    title: str | Promise
    draw: Draw | None = None
    asks: str | Promise = ""
    opens_page: bool = False


@dataclass(frozen=True)
class Cover:
    title: str
    subtitle: str
    dated: str
    illustrative: bool


@dataclass(frozen=True)
class Kind:
    """`facts` reads what the sections draw from, given the subject: a year, a meeting, …; `cover` reads those facts."""

    name: str
    label: str | Promise
    parts: tuple[Part, ...]
    facts: Callable[[Any], Any]
    cover: Callable[[Any], Cover]

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)


@dataclass(frozen=True)
class Planned:
    """A section as people planned it: what they wrote stands before what is drawn. A `title` of their own counts."""

    name: str
    title: str = ""
    written: tuple[Block, ...] = field(default=())


def compose(kind: Kind, subject: Any, plan: Sequence[Planned] | None = None, *, mark: str = "") -> Document:
    """The document of a subject in the active language; without a plan, what the records say and nothing that people
    write.

    `mark` stands on every page beside that of illustrative records. A section in which nothing stands is left out.
    """
    facts = kind.facts(subject)
    composer = Composer(settings.BASE_URL)
    for planned in plan if plan is not None else [Planned(part.name) for part in kind.parts]:
        part = kind.part(planned.name)
        drawn = part.draw(facts, composer) if part and part.draw else ()
        title = planned.title or str(part.title if part else "")
        composer.section(
            planned.name, title, [*planned.written, *drawn], opens_page=part is not None and part.opens_page
        )
    cover = kind.cover(facts)
    marks = [mark, _("Illustrative") if cover.illustrative else ""]
    return Document(
        kind=kind.name,
        title=cover.title,
        subtitle=cover.subtitle,
        language=current_language(),
        publisher=network_name(),
        dated=cover.dated,
        mark=" · ".join(one for one in marks if one),
        labels=_labels(),
        sections=tuple(composer.sections),
        sources=composer.sources,
        figures=composer.figures,
        data=composer.data,
    )


def _labels() -> Mapping[str, str]:
    return {
        "contents": _("Contents"),
        "sources": _("Sources of every figure"),
        "sources_explained": _("Each figure leads here."),
        "as_they_were": _("The records as they were"),
        "as_they_are": _("As they are now"),
        "photo": _("Photo: %(credit)s"),
    }


def network_name() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return str(Texts(NetworkSettings.for_site(site).name)) if site else ""
