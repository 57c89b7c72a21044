"""The state answers in its own words: the secretariat reads what was cleared, asks back and accepts, and changes
nothing in it."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.mechanisms.models import Edition, Questionnaire
from enlace.network.parties import OWN_FOCAL_POINT, OWN_VALIDATOR, SECRETARIAT


def _is_draft(questionnaire: Questionnaire) -> bool:
    return questionnaire.edition.is_open and questionnaire.submitted_at is None


def _waits(questionnaire: Questionnaire) -> bool:
    sent = questionnaire.submitted_at is not None and questionnaire.cleared_at is None
    return questionnaire.edition.is_open and sent


def _is_read(questionnaire: Questionnaire) -> bool:
    """By the secretariat, which has not accepted it yet."""
    cleared = questionnaire.cleared_at is not None and questionnaire.accepted_at is None
    return questionnaire.edition.is_open and cleared


def _is_asked_back(questionnaire: Questionnaire) -> bool:
    return questionnaire.questions.exclude(field="").open().exists()


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Send the questionnaires of an edition to the states"),
    condition=_("the edition is not closed"),
)
def can_send_questionnaires(user: Anyone | None, edition: Edition) -> bool:
    return edition.closed_at is None


@allows(
    OWN_FOCAL_POINT,
    does=_("Confirm or change a fact in the questionnaire on the national mechanism"),
    condition=_("the edition is open, and the questionnaire is not submitted"),
)
def can_save_answer(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _is_draft(questionnaire)


@allows(
    OWN_FOCAL_POINT,
    does=_("Take back an answer of the questionnaire on the national mechanism"),
    condition=_("the edition is open, and the questionnaire is not submitted"),
)
def can_take_back_answer(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _is_draft(questionnaire)


@allows(
    OWN_FOCAL_POINT,
    does=_(
        "Submit the questionnaire on the national mechanism; without a validator of the state it is cleared by that"
    ),
    condition=_("the edition is open, and the questionnaire is not submitted"),
)
def can_submit_questionnaire(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _is_draft(questionnaire)


@allows(
    OWN_FOCAL_POINT,
    does=_("Take back the questionnaire on the national mechanism, to go on answering"),
    condition=_("the edition is open, and the questionnaire waits to be cleared"),
)
def can_take_back_questionnaire(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _waits(questionnaire)


@allows(
    OWN_VALIDATOR,
    does=_("Clear the questionnaire on the national mechanism"),
    condition=_("the edition is open, and the questionnaire waits to be cleared"),
)
def can_clear_questionnaire(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _waits(questionnaire)


@allows(
    OWN_VALIDATOR,
    does=_("Send the questionnaire on the national mechanism back, with the reason"),
    condition=_("the edition is open, and the questionnaire waits to be cleared"),
)
def can_send_back_questionnaire(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _waits(questionnaire)


@allows(
    SECRETARIAT,
    does=_("Accept a questionnaire, so that the register says what the state answered"),
    condition=_("the edition is open, and the questionnaire is cleared"),
)
def can_accept_questionnaire(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _is_read(questionnaire)


@allows(
    SECRETARIAT,
    does=_("Ask a state back on a field of its questionnaire"),
    condition=_("the edition is open, and the questionnaire is cleared or was just asked back"),
)
def can_ask_back(user: Anyone, questionnaire: Questionnaire) -> bool:
    return _is_read(questionnaire) or (_is_draft(questionnaire) and _is_asked_back(questionnaire))
