"""The mechanisms of an edition, counted: how many, of which states, since when, with which functions."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.mechanisms.models import Function, Status
from enlace.network.dated import day_in_words
from enlace.reports.booklet import sources
from enlace.reports.booklet.facts import BookletFacts
from enlace.reports.document.blocks import Bar, Bars, Block, KeyFigures, Note, Words
from enlace.reports.document.composer import Composer, paragraph
from enlace.reports.document.numbers import number_in_words

SPAN = 5
"""Years of launch that stand together."""


def figures(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    source = sources.of_edition(facts, composer)
    if not facts.mechanisms:
        said = _("In this edition, closed on %(day)s, stands no mechanism of which everybody may read.")
        yield paragraph(said % {"day": day_in_words(facts.day)}, source)
        return
    yield _key_figures(facts, composer, source)
    yield paragraph(" ".join(_sentences(facts, composer)), source)
    yield from _by_state(facts, composer, source)
    if len(facts.mechanisms) > 1:
        yield _by_status(facts, composer, source)
        yield _by_launch(facts, composer, source)
        yield _by_function(facts, composer, source)
    if facts.illustrative:
        yield Note(Words(_("Records that were written for the demonstration carry the mark “Illustrative”.")))


def _key_figures(facts: BookletFacts, composer: Composer, source: int) -> KeyFigures:
    count, states = len(facts.mechanisms), len(facts.countries)
    established = sum(one.status == Status.ESTABLISHED for one in facts.mechanisms)
    new = len(facts.new) if facts.before else 0
    found = [
        ("mechanisms", count, ngettext("national mechanism", "national mechanisms", count)),
        ("states", states, ngettext("state with a mechanism", "states with a mechanism", states)),
        ("status.established", established, ngettext("is established", "are established", established)),
        ("mechanisms.new", new, ngettext("stands here for the first time", "stand here for the first time", new)),
    ]
    return KeyFigures(tuple(composer.key_figure(key, value, label, source) for key, value, label in found if value))


def _sentences(facts: BookletFacts, composer: Composer) -> Iterator[str]:
    count = len(facts.mechanisms)
    said = ngettext(
        "This edition, closed on %(day)s, tells of one national mechanism.",
        "This edition, closed on %(day)s, tells of %(count)s national mechanisms.",
        count,
    )
    yield said % {"day": day_in_words(facts.day), "count": number_in_words(count)}
    asked = sum(one.then.asked for one in facts.mechanisms)
    answered = composer.figure("answered", sum(one.entry.answered for one in facts.mechanisms))
    if answered:
        said = ngettext(
            "Of one of them the state answered the questionnaire.",
            "Of %(count)s of them the state answered the questionnaire.",
            answered,
        )
        yield said % {"count": number_in_words(answered)}
    elif asked:
        yield _("No state answered the questionnaire; what stands here is what was known before.")


def _by_state(facts: BookletFacts, composer: Composer, source: int) -> Iterator[Block]:
    """Bars only where they say more than the names."""
    counts = Counter(one.then.country for one in facts.mechanisms)
    for code, count in counts.items():
        composer.figure(f"state.{code}", count)
    if max(counts.values()) == 1:
        said = ngettext("It is of %(names)s.", "They are of: %(names)s.", len(counts))
        yield paragraph(said % {"names": ", ".join(facts.countries.values())}, source)
        return
    bars = [(name, counts[code]) for code, name in facts.countries.items()]
    yield _bars(_("Mechanisms of each state"), bars, len(facts.mechanisms), source)


def _by_status(facts: BookletFacts, composer: Composer, source: int) -> Bars:
    counts = Counter(one.status for one in facts.mechanisms)
    labels = {**{str(one): capfirst(str(one.label)) for one in Status}, "": _("Not known")}
    bars = [
        (label, composer.figure(f"status.{value or 'unknown'}", counts[value]))
        for value, label in labels.items()
        if value or counts[value]
    ]
    return _bars(_("Mechanisms by status"), bars, len(facts.mechanisms), source)


def _by_launch(facts: BookletFacts, composer: Composer, source: int) -> Bars:
    """By spans of years, from the first to the last; those without a launch too."""
    years = [one.launched_in for one in facts.mechanisms if one.launched_in is not None]
    counts = Counter(year - year % SPAN for year in years)
    bars = []
    for first in range(min(counts), max(counts) + 1, SPAN) if counts else ():
        bars.append((f"{first}–{first + SPAN - 1}", composer.figure(f"launched.{first}", counts[first])))
    if missing := composer.figure("launched.unknown", len(facts.mechanisms) - len(years)):
        bars.append((_("Not known"), missing))
    return _bars(_("When they were launched"), bars, len(facts.mechanisms), source)


def _by_function(facts: BookletFacts, composer: Composer, source: int) -> Bars:
    counts = Counter(name for one in facts.mechanisms for name in one.functions)
    bars = [(capfirst(str(one.label)), composer.figure(f"function.{one}", counts[one])) for one in Function]
    return _bars(_("Of how many something is known of each function"), bars, len(facts.mechanisms), source)


def _of(count: int, whole: int) -> str:
    said = _("%(part)s of %(whole)s") if count else _("not one of %(whole)s")
    return said % {"part": number_in_words(count), "whole": number_in_words(whole)}


def _bars(caption: str, found: Sequence[tuple[str, int]], whole: int, source: int) -> Bars:
    bars = tuple(Bar(label, count, whole, _of(count, whole)) for label, count in found)
    return Bars(caption, "; ".join(f"{bar.label}: {bar.said}" for bar in bars), bars, source)
