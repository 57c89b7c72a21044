"""What changed of a fact, as a reader gets it in their language: before and now, or the lines that came and went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale
from django.utils.translation import gettext as _

from enlace.core.languages import current_language, preference
from enlace.mechanisms.editions.changes import FactChange, Facts, Kind, Lines, Value, changed, changes_between
from enlace.mechanisms.register.facts import FACTS
from enlace.mechanisms.register.shown import ShownFact, shown_fact


@dataclass(frozen=True)
class ShownChange:
    """`lines` where those that came and went say more than the whole, in `language`.

    `came` and `went` are names of languages where nothing else changed but that the text is in them now, or not any
    more. `only_in` names the language in which it changed, where it reads as before in the reader's.
    """

    fact: str
    label: str
    kind: Kind
    before: ShownFact
    after: ShownFact
    lines: Lines | None = None
    language: str = ""
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    only_in: str = ""

    @property
    def kind_in_words(self) -> str:
        if self.came or self.went:
            return _("Translated")
        if self.fact == "contact" and self.kind is not Kind.CHANGED:
            return _("Published now") if self.kind is Kind.NEW else _("No longer published")
        return {Kind.NEW: _("Known now"), Kind.CHANGED: _("Changed"), Kind.LOST: _("No longer known")}[self.kind]

    @property
    def is_list(self) -> bool:
        return FACTS[self.fact].of_several_lines


def shown_changes(before: Facts, after: Facts) -> list[ShownChange]:
    """Of what is not the same."""
    return [shown_change(one) for one in changed(changes_between(before, after, FACTS))]


def shown_change(change: FactChange) -> ShownChange:
    before, after = _shown(change.name, change.before), _shown(change.name, change.after)
    whole = ShownChange(change.name, after.label, change.kind, before, after)
    if change.is_translation:
        came = [part.language for part in change.parts if part.kind is Kind.NEW]
        went = [part.language for part in change.parts if part.kind is Kind.LOST]
        return replace(whole, came=_names(came), went=_names(went))
    if change.kind is Kind.CHANGED and before == after:
        whole = _in_another_language(whole, change)
    return _with_lines(whole, change)


def _shown(name: str, value: Value) -> ShownFact:
    """A contact that is not kept was not published."""
    return shown_fact(name, dict(value), contact=bool(value))


def _in_another_language(whole: ShownChange, change: FactChange) -> ShownChange:
    """It reads as before in the reader's language: the first one in which it does not."""
    for code in preference(current_language()):
        before, after = (_alone(change.name, value, code) for value in (change.before, change.after))
        if before != after:
            return replace(whole, before=before, after=after, only_in=_names([code])[0])
    return whole


def _alone(name: str, value: Value, code: str) -> ShownFact:
    """In that language alone, without the note that it is in no other."""
    shown = _shown(name, {column: _of(part, code) for column, part in value.items()})
    text, note = replace(shown.text, fallback=False), shown.note and replace(shown.note, fallback=False)
    missing = "" if text or note or shown.amount else _("Not known")
    return replace(shown, text=text, note=note, known=not missing, missing=missing)


def _of(part: Any, code: str) -> Any:
    return {code: part[code]} if isinstance(part, dict) and code in part else {} if isinstance(part, dict) else part


def _with_lines(whole: ShownChange, change: FactChange) -> ShownChange:
    language = whole.after.text.language
    if change.kind is not Kind.CHANGED or whole.before.text.language != language or whole.after.link:
        return whole
    own = [part for part in change.parts if part.language in ("", language) and part.column == change.name]
    lines = own[0].lines if own else None
    if lines is None or not (lines.added or lines.left) or not (whole.is_list or lines.kept):
        return whole
    return replace(whole, lines=lines, language=language)


def _names(codes: Iterable[str]) -> tuple[str, ...]:
    known = Locale.parse(current_language()).languages
    return tuple(known.get(code, code) for code in codes)
