"""The demonstration's joint strategies: one that is signed and published, one that is being drafted."""

from datetime import date

from enlace.commitments.demonstration.world import Plan, World, at
from enlace.commitments.models import SectionComment, SectionVersion, Strategy, StrategyParty, StrategySection
from enlace.commitments.strategies.actions import add_strategy
from enlace.commitments.strategies.change_actions import propose_change, write_section
from enlace.commitments.strategies.comment_actions import comment_section
from enlace.commitments.strategies.section_actions import add_section
from enlace.commitments.strategies.signing_actions import open_for_signature, sign_strategy
from enlace.meetings.demonstration.moments import day_of


def make_strategy(plan: Plan, world: World) -> None:
    strategy = add_strategy(
        by=None,
        parties=world.bodies(plan["parties"]),
        title=plan["title"],
        summary=plan["summary"],
        meeting=world.meetings.get(plan.get("meeting", "")),
        illustrative=True,
    )
    world.strategies[plan["key"]] = strategy
    for entry in plan["sections"]:
        _write(add_section(strategy, by=None, title=entry["title"]), entry, world)
    if "signed" in plan:
        _sign(strategy, plan, world)


def _write(section: StrategySection, entry: Plan, world: World) -> None:
    """One version after the other, then its translations by the secretariat, proposals and comments."""
    base, last = None, None
    for one in entry["versions"]:
        last = day_of(one["on"])
        said = {"language": one["language"], "text": one["text"]}
        base = write_section(section, by=None, body=world.body(one["by"]), base=base, **said)
        _date_version(base, last)
    for language, text in entry.get("translations", {}).items():
        translated = write_section(section, by=None, body=None, language=language, text=text)
        _date_version(translated, last or day_of(0))
    for one in entry.get("proposed", ()):
        said = {name: one[name] for name in ("language", "text", "why")}
        proposed = propose_change(section, by=None, body=world.body(one["by"]), base=base, **said)
        _date_version(proposed, day_of(one["on"]))
    for one in entry.get("comments", ()):
        comment = comment_section(section, by=None, body=world.body(one["by"]), text=one["text"])
        SectionComment.objects.filter(pk=comment.pk).update(at=at(day_of(one["on"])))


def _date_version(version: SectionVersion, day: date) -> None:
    SectionVersion.objects.filter(pk=version.pk).update(at=at(day))


def _sign(strategy: Strategy, plan: Plan, world: World) -> None:
    """By the account of each party, and published by that."""
    open_for_signature(strategy, by=None)
    for key, when in plan["signed"].items():
        party = sign_strategy(strategy, by=world.speakers[key], body=world.body(key), may_publish=True)
        StrategyParty.objects.filter(pk=party.pk).update(signed_at=at(day_of(when)))
    last = max(at(day_of(when)) for when in plan["signed"].values())
    dated = {"opened_for_signature_at": at(day_of(plan["opened_on"])), "published_at": last}
    Strategy.objects.filter(pk=strategy.pk).update(**dated)
