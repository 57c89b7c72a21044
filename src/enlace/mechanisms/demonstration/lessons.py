"""The demonstration's practice notes, and what states asked each other about them."""

from enlace.mechanisms.demonstration.world import Plan, World, moment
from enlace.mechanisms.lessons.actions import add_practice_note, clear_practice_note
from enlace.mechanisms.lessons.question_actions import ask_about_practice_note, reply_to_note_question
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.themes.models import Theme

WRITTEN = ("audience", "function", "title", "text", "contact", "contact_email")


def make_practice_note(plan: Plan, world: World) -> PracticeNote:
    """Drafted by the state's own account, and cleared by its validator."""
    code = plan["of"]
    note = add_practice_note(
        world.states[code],
        by=world.speakers[code],
        mechanism=world.mechanisms[code],
        themes=list(Theme.objects.filter(slug__in=plan["themes"])),
        illustrative=True,
        **{name: plan[name] for name in WRITTEN},
    )
    dated = {"drafted_at": moment(plan["drafted_on"])}
    if "cleared_on" in plan:
        clear_practice_note(note, by=world.validators[code])
        dated["cleared_at"] = moment(plan["cleared_on"])
    PracticeNote.objects.filter(pk=note.pk).update(**dated)
    for asked in plan.get("questions", ()):
        _ask(note, asked, world)
    return note


def _ask(note: PracticeNote, plan: Plan, world: World) -> None:
    asking = plan["of"]
    question = ask_about_practice_note(note, by=world.speakers[asking], state=world.states[asking], text=plan["text"])
    dated = {"at": moment(plan["on"])}
    if "reply" in plan:
        reply_to_note_question(question, by=world.speakers[note.state.code], reply=plan["reply"])
        dated["replied_at"] = moment(plan["replied_on"])
    NoteQuestion.objects.filter(pk=question.pk).update(**dated)
