"""The edition that is open: one questionnaire is asked back on a field, one waits to be accepted, one to be cleared."""

from enlace.core.clock import today
from enlace.mechanisms.demonstration.world import Plan, World, moment
from enlace.mechanisms.editions.actions import add_edition, open_edition
from enlace.mechanisms.models import Answer, Edition, FieldQuestion, Questionnaire
from enlace.mechanisms.questionnaires.actions import (
    ask_back,
    clear_questionnaire,
    save_answer,
    submit_questionnaire,
)
from enlace.mechanisms.register.facts import FACTS
from enlace.meetings.demonstration.moments import day_of


def make_open_edition(plan: Plan, world: World) -> Edition:
    title = {code: text.replace("{year}", str(today().year)) for code, text in plan["title"].items()}
    edition = add_edition(by=None, title=title, due_on=day_of(plan["due_on"]), illustrative=True)
    open_edition(edition, list(world.mechanisms.values()), by=None)
    opened = moment(plan["opened_on"])
    Edition.objects.filter(pk=edition.pk).update(opened_at=opened)
    edition.questionnaires.update(sent_at=opened)
    for code, how in plan["questionnaires"].items():
        questionnaire = Questionnaire.objects.get(edition=edition, mechanism=world.mechanisms[code])
        _answer(questionnaire, code, how, world)
        _date(questionnaire, how)
    return edition


def _answer(questionnaire: Questionnaire, code: str, how: Plan, world: World) -> None:
    """Most is confirmed as it stands, some is changed, and what is left out is not answered."""
    speaker, changed = world.speakers[code], world.plans[code]["now"]
    for fact in FACTS:
        if fact not in how["unanswered"]:
            save_answer(questionnaire, fact, by=speaker, value=changed.get(fact), revision=0)
    Answer.objects.filter(questionnaire=questionnaire).update(at=moment(how["answered_on"]))
    submit_questionnaire(questionnaire, by=speaker)
    if how["stage"] == "submitted":
        return
    clear_questionnaire(questionnaire, by=world.validators[code])
    if how["stage"] == "asked_back":
        question = ask_back(questionnaire, how["fact"], how["question"], by=world.secretary)
        FieldQuestion.objects.filter(pk=question.pk).update(at=moment(how["asked_on"]))


def _date(questionnaire: Questionnaire, how: Plan) -> None:
    same = Questionnaire.objects.filter(pk=questionnaire.pk)
    same.exclude(submitted_at=None).update(submitted_at=moment(how["answered_on"]))
    same.exclude(cleared_at=None).update(
        cleared_at=moment(how["cleared_on"] if "cleared_on" in how else how["answered_on"])
    )
