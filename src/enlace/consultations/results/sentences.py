"""Findings as plain sentences with their counts, in the active language. Pure: from what was found to what is read.

Where counts are rounded (anonymous answers) nothing finer is said, and nothing of single voices.
"""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.models import Approach
from enlace.consultations.results.number_words import Gender, number_in_words
from enlace.consultations.results.shown import Levels, Representing, ShownDivision, ShownGroup, ShownResult
from enlace.consultations.results.wording import (
    Voices,
    counted,
    listed,
    share_in_words,
    statements_in_words,
    voices_in_words,
)
from enlace.core.languages import current_language

CHANCE = 0.05
STABLE, FAIRLY_STABLE = 0.85, 0.6
"""Shares of a group that come back under resampling (Hennig 2007: above 0.85 stable, below 0.6 not to be trusted)."""
MOST_SPELLED = 20


def lead(result: ShownResult) -> str:
    """Who answered how much, what brings all together, what divides them, who could act in pairs."""
    answered = sum(result.anonymous or one.tally.seen > 0 for one in result.consensus)
    rounded = result.voices.about
    numbers = [0 if rounded else result.voices.total, answered, len(result.common), len(result.divisions)]
    spelled = max(numbers) <= MOST_SPELLED and (not rounded or result.voices.kind == "states")
    sentences = [_who_answered(result.voices, answered, spelled), _together_and_apart(result, spelled)]
    if not result.distinct:
        sentences.append(_("There are no distinct groups of opinion."))
    if pairs := result.members.pairs if result.members else ():
        sentences.append(_in_pairs(len({state for pair in pairs for state in pair.states}), spelled))
    return " ".join(capfirst(sentence) for sentence in sentences)


def _who_answered(voices: Voices, statements: int, spelled: bool) -> str:
    what = statements_in_words(statements, written=counted(statements, spelled=spelled))
    if voices.about:
        return _about(voices, statements, what)
    if voices.kind == "voices" and voices.organisations:
        states = voices_in_words(voices.states, "states", written=_masculine(voices.states, spelled))
        others = ngettext("%(count)s observer", "%(count)s observers", voices.organisations) % {
            "count": _masculine(voices.organisations, spelled)
        }
        who = _("%(states)s and %(observers)s") % {"states": states, "observers": others}
    else:
        gender: Gender = "masculine" if voices.kind == "states" else "feminine"
        who = voices_in_words(voices.total, voices.kind, written=counted(voices.total, spelled=spelled, gender=gender))
    sentence = ngettext("%(who)s answered %(statements)s.", "%(who)s answered %(statements)s.", voices.total)
    return sentence % {"who": who, "statements": what}


def _about(voices: Voices, statements: int, what: str) -> str:
    """How many states a network has is known, and a rounded number of them would look wrong beside it."""
    if voices.kind == "states":
        return ngettext("%(statements)s was answered.", "%(statements)s were answered.", statements) % {
            "statements": what
        }
    who = voices_in_words(voices.total, voices.kind)
    return _("about %(who)s answered %(statements)s.") % {"who": who, "statements": what}


def _masculine(number: int, spelled: bool) -> str:
    return number_in_words(number, current_language()) if spelled else str(number)


def _together_and_apart(result: ShownResult, spelled: bool) -> str:
    together, apart = len(result.common), len(result.divisions)
    number = counted(together, spelled=spelled)
    if not together:
        first = _("none brings all groups together") if result.distinct else _("none has clear support")
    elif result.distinct:
        first = ngettext(
            "%(count)s brings all groups of opinion together",
            "%(count)s bring all groups of opinion together",
            together,
        ) % {"count": number}
    else:
        first = ngettext("%(count)s has clear support", "%(count)s have clear support", together) % {"count": number}
    second = ngettext("%(count)s divides them", "%(count)s divide them", apart) % {
        "count": counted(apart, spelled=spelled)
    }
    return _("%(together)s; %(apart)s.") % {"together": first, "apart": second if apart else _("none divides them")}


def _in_pairs(states: int, spelled: bool) -> str:
    who = voices_in_words(states, "states", written=_masculine(states, spelled))
    return _("%(states)s could act in pairs.") % {"states": who}


def counts(tally: Tally, voices: Voices) -> str:
    """16 of 18 states agree, 1 disagrees, 1 passes; and how many did not answer, where that is known."""
    words = {"count": tally.agree, "voices": voices_in_words(tally.seen, voices.kind)}
    if voices.about:
        first = _("About %(count)d of %(voices)s agree") % words
    else:
        first = ngettext("%(count)d of %(voices)s agrees", "%(count)d of %(voices)s agree", tally.agree) % words
    return _with_the_rest([first], tally.disagree, tally.passed, tally, voices)


def counts_against(tally: Tally, voices: Voices) -> str:
    """The same, said of what most are against."""
    words = {"count": tally.disagree, "voices": voices_in_words(tally.seen, voices.kind)}
    if voices.about:
        said = [_("About %(count)d of %(voices)s disagree") % words]
    else:
        said = [
            ngettext("%(count)d of %(voices)s disagrees", "%(count)d of %(voices)s disagree", tally.disagree) % words
        ]
    if tally.agree:
        said.append(ngettext("%(count)d agrees", "%(count)d agree", tally.agree) % {"count": tally.agree})
    return _with_the_rest(said, 0, tally.passed, tally, voices)


def _with_the_rest(said: list[str], disagree: int, passed: int, tally: Tally, voices: Voices) -> str:
    if disagree:
        said.append(ngettext("%(count)d disagrees", "%(count)d disagree", disagree) % {"count": disagree})
    if passed:
        said.append(ngettext("%(count)d passes", "%(count)d pass", passed) % {"count": passed})
    silent = 0 if voices.about else voices.total - tally.seen
    if silent > 0:
        said.append(ngettext("%(count)d did not answer it", "%(count)d did not answer it", silent) % {"count": silent})
    return f"{', '.join(said)}."


def holds(robustness: float | None, runs: int) -> str:
    """How much a finding hangs on single voices; empty where that is not told."""
    if robustness is None or not runs:
        return ""
    held = round(robustness * runs)
    if held == runs:
        return _("It holds whichever single voice is left out.")
    return _("It holds in %(held)d of %(runs)d trials, each without one voice.") % {"held": held, "runs": runs}


def parts(division: ShownDivision, groups: Sequence[ShownGroup], voices: Voices) -> str:
    """Which groups lean to either side; without groups, how many are on each."""
    if len(groups) < 2:
        return counts(division.finding.tally, voices)
    leaning, away = (division.finding.by_group[place] for place in (division.agrees, division.disagrees))
    return _("In group %(one)s more are for it (%(for)s), in group %(other)s more are against it (%(against)s).") % {
        "one": groups[division.agrees].letter,
        "for": _unbroken(share_in_words(leaning.agree, leaning.seen)),
        "other": groups[division.disagrees].letter,
        "against": _unbroken(share_in_words(away.disagree, away.seen)),
    }


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def stands_for(one: Representing) -> str:
    """What a group says, beside all others."""
    agrees = one.side == "agree"
    here = share_in_words(one.tally.agree if agrees else one.tally.disagree, one.tally.seen)
    others = share_in_words(one.others.agree if agrees else one.others.disagree, one.others.seen)
    words = {"here": here, "others": others}
    if agrees:
        return _("They agree: %(here)s in this group, %(others)s outside it.") % words
    return _("They disagree: %(here)s in this group, %(others)s outside it.") % words


def stable(stability: float | None) -> str:
    """How well a group comes back when voices are drawn anew; empty where that is not told."""
    if stability is None:
        return ""
    percent = {"percent": round(100 * stability)}
    if stability >= STABLE:
        return _("A stable group: where voices are drawn anew, %(percent)d %% of it come back.") % percent
    if stability >= FAIRLY_STABLE:
        return _("A fairly stable group: where voices are drawn anew, %(percent)d %% of it come back.") % percent
    return _("A loose group: where voices are drawn anew, only %(percent)d %% of it come back.") % percent


def no_groups(result: ShownResult) -> str:
    """Why there are none."""
    if result.anonymous or not result.trials:
        return _("The answers do not part more clearly than chance would part them into groups of three or more.")
    if any(trial["p"] <= CHANCE for trial in result.trials):
        return _("Where the answers part clearly, one group has fewer than three voices, and none so small is shown.")
    best = max(result.trials, key=lambda trial: -trial["p"])
    sentence = _("Even the best division, into %(count)d groups, is no clearer than chance would make it.")
    return sentence % {"count": best["count"]}


def level_of(one: Levels) -> str:
    """At which level most would act, and at which next to them."""
    at = {str(level.label): getattr(one, level.value) for level in Approach}
    most = max(at.values())
    if not most:
        return _("Nobody said at which level they would act.")
    levels = listed([level for level, count in at.items() if count == most])
    return _("Most named: %(levels)s, %(share)s.") % {"levels": levels, "share": share_in_words(most, one.voices)}


def few(result: ShownResult) -> str:
    """Why nothing is said yet."""
    if result.anonymous:
        return _("Fewer than five answered. So that nobody's answer can be guessed, nothing is shown.")
    if not result.voices.total:
        return _("Nobody has answered yet.")
    who = voices_in_words(result.voices.total, result.voices.kind)
    return ngettext(
        "%(who)s has answered so far. With fewer than five nothing is called common ground.",
        "%(who)s have answered so far. With fewer than five nothing is called common ground.",
        result.voices.total,
    ) % {"who": capfirst(who)}
