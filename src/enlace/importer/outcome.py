"""What became of one imported page, for whoever asked for it."""

from dataclasses import dataclass, field
from typing import Literal

from enlace.importer.page_import import PageReading
from enlace.website.models import NewsPage

type State = Literal["created", "updated", "unchanged"]
type PictureState = Literal["taken", "missing", "remote", "refused"]


@dataclass(frozen=True)
class PictureOutcome:
    """`address` is as the page gives it; that of a picture which is itself an address is cut."""

    address: str
    text: str
    state: PictureState
    reason: str = ""


@dataclass
class ImportedBody:
    """`kept` names the fields that were left as a person wrote them, or says in `kept_because` why all were.

    `left` says why the page is still a draft although publishing was asked.
    """

    language: str
    page: NewsPage
    state: State
    untitled: bool = False
    kept: tuple[str, ...] = ()
    kept_because: str = ""
    published: bool = False
    left: str = ""


@dataclass(frozen=True)
class Failed:
    name: str
    reason: str


@dataclass
class Imported:
    """`links_to_check` lead nowhere once the older site is gone; `links_elsewhere` are all whose target is not here."""

    reading: PageReading
    name: str
    bodies: dict[str, ImportedBody] = field(default_factory=dict)
    pictures: list[PictureOutcome] = field(default_factory=list)
    links_to_check: list[str] = field(default_factory=list)
    links_elsewhere: list[str] = field(default_factory=list)
    created: bool = True

    @property
    def state(self) -> State:
        states = {body.state for body in self.bodies.values()}
        if self.created:
            return "created"
        return "unchanged" if states == {"unchanged"} else "updated"
