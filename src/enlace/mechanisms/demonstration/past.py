"""The editions that the demonstration's register has behind it. Their states answered on paper."""

from datetime import timedelta

from enlace.core.clock import today
from enlace.mechanisms.demonstration.world import Plan, World, moment
from enlace.mechanisms.editions.actions import add_edition, close_edition, open_edition
from enlace.mechanisms.models import Edition, Mechanism, Questionnaire
from enlace.mechanisms.register.actions import add_mechanism, change_mechanism
from enlace.mechanisms.register.facts import facts_of
from enlace.mechanisms.register.publishing_actions import publish_mechanism
from enlace.meetings.demonstration.moments import day_of

LATER = timedelta(days=10)
STEP = timedelta(days=3)
"""The states answered one after the other, the last some days before the edition was closed."""


def make_past_edition(name: str, plan: Plan, world: World) -> Edition:
    """Opened and closed today, and then dated as it was."""
    for code, columns in _written_in(name, world):
        known = world.mechanisms.get(code)
        world.mechanisms[code] = (
            change_mechanism(known, by=None, **columns) if known else _add_mechanism(code, columns, plan)
        )
    edition = add_edition(by=None, title=plan["title"], due_on=today() + LATER, illustrative=True)
    open_edition(edition, list(world.mechanisms.values()), by=None)
    _answer(edition, plan, world)
    close_edition(edition, by=None)
    dated = {"opened_at": moment(plan["opened_on"]), "closed_at": moment(plan["closed_on"])}
    Edition.objects.filter(pk=edition.pk).update(**dated, due_on=day_of(plan["due_on"]))
    Mechanism.objects.filter(pk__in=_answered(plan, world)).update(changed_at=dated["closed_at"])
    return edition


def _written_in(name: str, world: World) -> list[tuple[str, Plan]]:
    return [(code, plan[name]) for code, plan in world.plans.items() if name in plan]


def _add_mechanism(code: str, columns: Plan, plan: Plan) -> Mechanism:
    mechanism = add_mechanism(by=None, country=code, illustrative=True, **columns)
    publish_mechanism(mechanism, by=None)
    Mechanism.objects.filter(pk=mechanism.pk).update(published_at=moment(plan["closed_on"]))
    return mechanism


def _answered(plan: Plan, world: World) -> list[int]:
    return [one.pk for code, one in world.mechanisms.items() if code not in plan.get("silent", ())]


def _answer(edition: Edition, plan: Plan, world: World) -> None:
    """Each questionnaire of a state that answered is accepted, and all that it said verified on the day of clearing."""
    edition.questionnaires.update(sent_at=moment(plan["opened_on"]))
    for place, number in enumerate(_answered(plan, world)):
        mechanism = Mechanism.objects.get(pk=number)
        cleared = moment(plan["closed_on"]) - LATER - STEP * place
        verified = dict.fromkeys(facts_of(mechanism), cleared.date().isoformat())
        Mechanism.objects.filter(pk=number).update(verified=verified)
        stages = {"submitted_at": cleared - STEP, "cleared_at": cleared, "accepted_at": cleared + STEP}
        Questionnaire.objects.filter(edition=edition, mechanism=number).update(**stages)
    world.renew()
