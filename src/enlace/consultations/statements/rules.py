from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.answering.rules import CONFIRMED
from enlace.consultations.answering.voices import Voice
from enlace.consultations.models import Consultation, Standing, Statement
from enlace.consultations.parties import ANSWERER, consultation_of
from enlace.consultations.statements.wording import is_fixed
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.parties import SECRETARIAT

NOT_BEGUN = (Standing.DRAFT, Standing.SCHEDULED)


@allows(SECRETARIAT, does=_("See all statements of a consultation, also those that wait or were rejected"))
def can_list_statements(user: Anyone | None, consultation: Consultation) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Add and change the statements of a consultation"),
    condition=_("it is not over; what was answered keeps its words"),
)
def can_change_statements(user: Anyone | None, thing: Consultation | Statement) -> bool:
    return not consultation_of(thing).is_over


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Translate the statements of a consultation where a language is missing"),
    condition=_("its result is not published"),
)
def can_translate_statements(user: Anyone | None, consultation: Consultation) -> bool:
    return not consultation.is_published


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Change the order of the statements"),
    condition=_("the consultation takes no answers yet"),
)
def can_move_statement(user: Anyone | None, statement: Statement) -> bool:
    return statement.consultation.standing in NOT_BEGUN


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Remove a statement"),
    condition=_("the consultation is not over, and nobody has answered the statement"),
)
def can_remove_statement(user: Anyone | None, statement: Statement) -> bool:
    return not statement.consultation.is_over and not is_fixed(statement)


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Accept or reject a statement that a participant proposed, or take one out"),
    condition=_("the consultation is not over, and the statement is not rejected"),
)
def can_moderate_statement(user: Anyone | None, statement: Statement) -> bool:
    return not statement.consultation.is_over and statement.rejected_at is None


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Take back that a statement was accepted, rejected or taken out"),
    condition=_("the consultation is not over; what was answered does not wait again"),
)
def can_reconsider_statement(user: Anyone | None, statement: Statement) -> bool:
    if statement.consultation.is_over:
        return False
    accepted = statement.accepted_at is not None and statement.by_participant and not is_fixed(statement)
    return statement.rejected_at is not None or accepted


@allows(
    ANSWERER,
    CONFIRMED,
    does=_("Propose a statement in a consultation"),
    condition=_("it is open and takes statements of participants"),
)
def can_propose_statement(user: Anyone | None, consultation: Consultation, voice: Voice | None = None) -> bool:
    return consultation.is_open and consultation.takes_statements
