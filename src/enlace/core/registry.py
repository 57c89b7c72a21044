"""What lower apps offer to upper pages, by kind.

An app registers in its `apps.py` (`ready`); an upper page asks `registered(kind)` and never learns who answered.

| kind                 | an item is                                                   | asked by                       |
| -------------------- | ------------------------------------------------------------ | ------------------------------ |
| `account_entry`      | `(request) -> Entry or None`, for who is signed in           | the head of every page         |
| `check`              | `() -> Iterable[Finding]`                                    | `./enlace doctor`              |
| `cms_task`           | `(request) -> Task or None`                                  | the first page of the CMS      |
| `commitment_panel`   | `(request, commitment) -> Panel or None`                     | the page of a commitment       |
| `contact_kept`       | `(last day) -> (people with a part, those with one since)`   | the forgetting of contacts     |
| `contribution_panel` | `(request, contribution) -> Panel or None`                   | the page of a contribution     |
| `decision_panel`     | `(request, decision) -> Panel or None`                       | the page of a decision         |
| `demo`               | `() -> None`, makes demonstration records, may run again     | `./enlace demo`                |
| `digest_part`        | `(day) -> Mapping[person id, DigestPart]` (`commitments`)    | the one mail of a day          |
| `due`                | `(user, day) -> Iterable[Due]`, what is expected of them     | the workspace, welcome mails   |
| `erase`              | `(person) -> None`, takes out what an app holds beyond ids   | the erasure of a person        |
| `evidence_panel`     | `(request, evidence) -> Panel or None`                       | where a report shows evidence  |
| `file_owner`         | `() -> FileOwner`, a model whose records own private files   | `files`                        |
| `glossary`           | `(source, target) -> Mapping[str, str]`, terms to keep       | `core.draft_translation`       |
| `held`               | `(person) -> Iterable[Held]`, what is held on a person       | their page, its export         |
| `home_panel`         | `(request) -> Panel or None`                                 | the home page                  |
| `mail_attachment`    | `(kind:id) -> core.mail.Attachment or None`, if it is theirs | the sending of mail            |
| `mechanism_panel`    | `(request, mechanism) -> Panel or None`                      | the page of a mechanism        |
| `meeting_entry`      | `(request, meeting) -> Entry or None`, a part of it          | the menu of a meeting          |
| `meeting_panel`      | `(request, meeting) -> Panel or None`                        | the page of a meeting          |
| `navigation`         | `(request) -> Entry or None`                                 | the menu of every page         |
| `paper_panel`        | `(request, paper) -> Panel or None`                          | the page of a paper            |
| `prepare`            | `() -> None`, makes what an empty database needs             | `./enlace` before it serves    |
| `priority_panel`     | `(request, priority) -> Panel or None`                       | the page of a priority         |
| `private_subject`    | `() -> Model`, whose lines of the log only who sees it reads | the audit log, its export      |
| `search_entry`       | `(request) -> Entry or None`, where one searches             | the head of every page         |
| `searchable`         | `() -> Searchable` (`core.searchable`), what one may search  | `search`                       |
| `session_panel`      | `(request, session) -> Panel or None`                        | the page of a session          |
| `sign_in`            | `() -> Iterable[SignIn]`, accounts of the demonstration      | `./enlace demo`                |
| `sitemap`            | `() -> (name, Sitemap)`, addresses for search engines        | `sitemap.xml`                  |
| `signed_in_as`       | `(user) -> str`, whose part somebody plays today, else empty | the head of the workspace      |
| `state_panel`        | `(request, state) -> Panel or None`                          | the page of a member state     |
| `theme_panel`        | `(request, theme) -> Panel or None`                          | the page of a theme            |
| `tick`               | `(now) -> int`, does what has fallen due, counts what it did | `./enlace tick`                |
| `workspace_entry`    | `(request) -> Entry or None`                                 | the menu of the workspace      |
| `workspace_foot`     | `(request) -> Entry or None`, what is looked up now and then | the foot, for who is signed in |
| `workspace_panel`    | `(request) -> Panel or None`                                 | the workspace, at its side     |
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

KINDS = frozenset(
    {
        *["account_entry", "check", "cms_task", "contact_kept", "demo", "digest_part", "due", "erase", "file_owner"],
        *["commitment_panel", "contribution_panel", "decision_panel", "evidence_panel", "held", "home_panel"],
        *["glossary", "paper_panel", "priority_panel", "search_entry", "searchable", "theme_panel"],
        *[
            "mail_attachment",
            "mechanism_panel",
            "meeting_entry",
            "meeting_panel",
            "navigation",
            "prepare",
            "private_subject",
        ],
        *["session_panel", "sign_in", "sitemap"],
        *["signed_in_as", "state_panel", "tick", "workspace_entry", "workspace_foot", "workspace_panel"],
    }
)


@dataclass(frozen=True)
class Entry:
    """A way in the menu; `current` is `page` where it leads to the page shown, `true` above it, else empty."""

    label: str
    address: str
    current: str = ""


@dataclass(frozen=True)
class Panel:
    """A section of an upper page: `template` is rendered with `panel` being `context`."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """What editors do often; `icon` is the name of one of the CMS's."""

    label: str
    explained: str
    address: str
    icon: str


@dataclass(frozen=True)
class Due:
    """What is expected of somebody by `day` (None: whenever they can), one click away at `address`.

    `verb` stands on the button; `state_id` names the member state that it is expected of, if it is one.
    """

    title: str
    explained: str
    address: str
    verb: str
    day: date | None = None
    state_id: int | None = None


@dataclass(frozen=True)
class Held:
    """One fact held on a person: `label` and `value` as they read it; `address` is where it is seen or changed."""

    label: str
    value: str
    address: str = ""


@dataclass(frozen=True)
class SignIn:
    """An account of the demonstration, and what it may do, in English for the terminal."""

    email: str
    password: str
    name: str
    may: str


_items: dict[str, list[tuple[int, int, Callable[..., Any]]]] = defaultdict(list)


def register(kind: str, item: Callable[..., Any], *, order: int = 0) -> None:
    """Offer `item`; a smaller `order` comes first, equal ones stay as they were registered. Unknown kind: KeyError."""
    if kind not in KINDS:
        raise KeyError(f"{kind!r} is no kind of the registry: {sorted(KINDS)}")
    entries = _items[kind]
    if all(known is not item for _, _, known in entries):
        entries.append((order, len(entries), item))


def registered(kind: str) -> list[Callable[..., Any]]:
    if kind not in KINDS:
        raise KeyError(f"{kind!r} is no kind of the registry: {sorted(KINDS)}")
    return [item for _, _, item in sorted(_items[kind], key=lambda entry: entry[:2])]
