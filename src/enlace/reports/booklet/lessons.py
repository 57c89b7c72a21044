"""Tools and lessons: what states have written down for everybody. What one asked another stays between the two."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.mechanisms.models import PracticeNote
from enlace.network.dated import day_in_words
from enlace.reports.booklet import sources
from enlace.reports.booklet.facts import BookletFacts
from enlace.reports.booklet.wording import paragraphs
from enlace.reports.document.blocks import Block, Heading, Note, Paragraph, Run, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words


def lessons(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    if not (count := composer.figure("practice_notes", facts.notes)):
        return
    said = ngettext(
        "One practice note could be read by everybody on %(day)s.",
        "%(count)s practice notes could be read by everybody on %(day)s.",
        count,
    )
    day = day_in_words(facts.today)
    yield paragraph(said % {"count": number_in_words(count), "day": day}, sources.of_notes(facts, composer))
    for group in facts.lessons:
        composer.figure(f"practice_notes.{group.function or 'other'}", len(group.notes))
        yield Heading(Words(capfirst(group.label) or _("On the whole work")))
        for note in group.notes:
            yield from _note(note, composer)


def _note(note: PracticeNote, composer: Composer) -> Iterator[Block]:
    yield Heading(composer.words(note.shown_title), level=3)
    cleared = day_in_words(timezone.localdate(note.cleared_at))
    told = "".join(f" · {one}" for one in (cleared, mark_of(note)) if one)
    address = composer.absolute(note.get_absolute_url())
    yield Paragraph((Run(note.state.name, strong=True, link=address), Run(told)))
    yield from paragraphs(note.text.in_language(), composer)
    if note.contact:
        office = composer.words(note.contact.in_language())
        said = _("Office that answers questions: %(office)s") % {"office": office}
        yield Note(Words(said, office.language))
