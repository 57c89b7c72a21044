from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Block, Cell, Column, Note, Table, Words
from enlace.reports.document.composer import Composer, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.dossier.facts import DossierFacts, Task
from enlace.reports.dossier.listed import iso, sourced, text_cell


def tasks(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    count, words = composer.figure("tasks", len(facts.tasks)), {"state": facts.state.name}
    said = ngettext("On %(day)s %(state)s has one open task.", "On %(day)s %(state)s has %(count)s open tasks.", count)
    none = _("On %(day)s %(state)s has no open task.")
    source = _source(facts, composer)
    words |= {"day": day_in_words(facts.day), "count": number_in_words(count)}
    yield paragraph((said if count else none) % words, source)
    if count:
        columns = (
            Column(_("Task"), share=4),
            Column(_("What it is about"), share=4),
            Column(_("Until"), share=2),
            Column(_("For whom"), share=2),
        )
        rows = tuple(_line(one, facts, composer) for one in facts.tasks)
        yield Table(_("What is expected, by day"), columns, rows, source)
    explained = _(
        "This dossier holds what the government of %(state)s may see on this day. It is kept nowhere and can be made "
        "again at any time. It names people and holds drafts: do not pass it on."
    )
    yield Note(Words(explained % words))


def _line(one: Task, facts: DossierFacts, composer: Composer) -> tuple[Cell, ...]:
    due = one.due
    late = _("Its day has passed") if due.day and due.day < facts.day else ""
    return (
        Cell(Words(due.title), composer.absolute(due.address)),
        text_cell(due.explained),
        Cell(Words(day_in_words(due.day) if due.day else _("Without a day")), mark=late),
        text_cell(_("Validator") if one.of_validator else _("Focal point")),
    )


def _source(facts: DossierFacts, composer: Composer) -> int:
    rows = [
        {
            "title": one.due.title,
            "explained": one.due.explained,
            "until": iso(one.due.day),
            "of": "validator" if one.of_validator else "focal_point",
            "address": composer.absolute(one.due.address),
        }
        for one in facts.tasks
    ]
    words = {"state": facts.state.name, "day": day_in_words(facts.day)}
    label = _("What is expected of %(state)s, as of %(day)s") % words
    path = reverse("reports:dossier", args=[facts.state.code.lower()])
    return sourced(composer, "tasks", label, path, rows)
