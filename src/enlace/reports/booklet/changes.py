"""What changed of a mechanism since the edition that had it before."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from enlace.mechanisms.editions.changes import Kind
from enlace.mechanisms.editions.shown_changes import ShownChange
from enlace.mechanisms.register.shown import ShownFact
from enlace.reports.booklet import sources
from enlace.reports.booklet.facts import BookletFacts, Featured
from enlace.reports.booklet.mechanism import BRIEF, label_of
from enlace.reports.booklet.wording import ended, linked, words_of
from enlace.reports.document.blocks import Block, Heading, Points, Run, Words
from enlace.reports.document.composer import Composer, paragraph

LONG = 240
"""Letters beyond which a text as it was before is not said."""


def what_changed(one: Featured, facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    assert one.earlier is not None
    since = one.earlier.edition.shown_title
    found, source = one.changes(), sources.of_changes(facts, composer)
    composer.figure(f"mechanism.{one.pk}.changes", len(found))
    heading = _("What changed since %(edition)s") % {"edition": since}
    yield Heading(Words(heading), level=3)
    if not found:
        yield paragraph(_("Nothing of what is on record changed."), source)
        return
    items = [(f"{change.label}. ", list(_told(change, composer))) for change in found if not _came(change)]
    if came := [label_of(change.fact) for change in found if _came(change)]:
        items.insert(0, (f"{_('Known now')}: ", [Run(f"{', '.join(came)}.")]))
    runs = [(Run(label, strong=True), *told) for label, told in items]
    runs[-1] = (*runs[-1][:-1], replace(runs[-1][-1], source=source))
    yield Points(tuple(runs))


def _came(change: ShownChange) -> bool:
    """Whether it was not known before, so that nothing is to be said beside what stands above."""
    return change.kind is Kind.NEW and change.fact != "contact"


def _told(change: ShownChange, composer: Composer) -> Iterator[Run]:
    if change.came or change.went:
        yield from _translated(change)
        return
    if change.only_in:
        yield Run(_("The text in %(language)s alone changed.") % {"language": change.only_in})
    elif change.lines:
        yield from _lines(change, composer)
    elif change.kind is Kind.NEW:
        yield Run(f"{change.kind_in_words}.")
    elif change.kind is Kind.LOST:
        yield Run(f"{change.kind_in_words}. ")
        if change.fact != "contact":
            yield from _value(_("Before:"), change.before, composer)
    elif len(words_of(change.before, composer).text) > LONG:
        yield Run(_("The text was written anew."))
    else:
        yield from _before_and_now(change, composer)


def _translated(change: ShownChange) -> Iterator[Run]:
    if change.came:
        yield Run(_("Now there in another language too: %(languages)s.") % {"languages": ", ".join(change.came)})
    if change.went:
        space = " " if change.came else ""
        yield Run(space + _("Not there any more in: %(languages)s.") % {"languages": ", ".join(change.went)})


def _lines(change: ShownChange, composer: Composer) -> Iterator[Run]:
    assert change.lines is not None
    language = change.language if change.language != composer.language else ""
    space = ""
    for label, lines in ((_("Added:"), change.lines.added), (_("No longer there:"), change.lines.left)):
        if lines:
            yield Run(f"{space}{label} ", emphasis=True)
            yield from linked(ended("; ".join(lines)), language)
            space = " "


def _before_and_now(change: ShownChange, composer: Composer) -> Iterator[Run]:
    """What is said now only of short facts, since it stands above."""
    yield from _value(_("Before:"), change.before, composer)
    if change.fact in ("name", *BRIEF):
        yield Run(" ")
        yield from _value(_("Now:"), change.after, composer)


def _value(label: str, shown: ShownFact, composer: Composer) -> Iterator[Run]:
    words = words_of(shown, composer)
    yield Run(f"{label} ", emphasis=True)
    yield from linked(ended(words.text or shown.missing), words.language)
    if shown.text and shown.link:
        yield from linked(f" {shown.link}")
