from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.parties import ADMINISTRATOR
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.models import Circular, Invitation, Mandate, Membership, Nomination, Person, State
from enlace.network.parties import MEMBERS, OWN_FOCAL_POINT, OWN_VALIDATOR, SECRETARIAT, SIGNED_IN, THEMSELF


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add a member state, or change its place on the map"))
def can_record_state(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Record when a state belongs or an organisation observes"))
def can_record_membership(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Take back a membership that was recorded by mistake"),
    condition=_("no mandate relies on it"),
)
def can_withdraw_membership(user: Anyone | None, membership: Membership) -> bool:
    body = {"state": membership.state_id} if membership.state_id else {"organisation": membership.organisation_id}
    return not Mandate.objects.overlapping(membership.since, membership.until).filter(**body).exists()


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add or change an organisation"))
def can_record_organisation(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add a person"))
def can_record_person(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, THEMSELF, does=_("Correct a person's name and contact"), condition=_("not erased"))
def can_correct_person(user: Anyone | None, person: Person) -> bool:
    return person.erased_at is None


@allows(
    THEMSELF,
    OWN_FOCAL_POINT,
    COMMAND_LINE,
    does=_("Choose what the public directory shows of a person"),
    condition=_("not erased"),
)
def can_choose_listing(user: Anyone | None, person: Person) -> bool:
    return person.erased_at is None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Record a mandate, or change one"))
def can_record_mandate(user: Anyone | None) -> bool:
    return True


@allows(ADMINISTRATOR, COMMAND_LINE, does=_("Give somebody a role of the treasury, or change such a mandate"))
def can_record_treasury_mandate(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("End a mandate"), condition=_("it has not ended yet"))
def can_end_mandate(user: Anyone | None, mandate: Mandate) -> bool:
    return mandate.until is None or mandate.until >= today()


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Take back a mandate that was recorded by mistake"),
    condition=_("it has not begun"),
)
def can_withdraw_mandate(user: Anyone | None, mandate: Mandate) -> bool:
    return mandate.since > today()


@allows(
    OWN_FOCAL_POINT,
    OWN_VALIDATOR,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("File the letter by which a state names somebody"),
)
def can_file_nomination(user: Anyone | None, state: State) -> bool:
    return True


@allows(
    OWN_FOCAL_POINT,
    OWN_VALIDATOR,
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Add a file to a letter of nomination"),
    condition=_("the secretariat has not handled it yet"),
)
def can_change_nomination(user: Anyone | None, nomination: Nomination) -> bool:
    return nomination.handled_at is None


@allows(MEMBERS, does=_("List letters of nomination; a state's people, those of their own state"))
def can_list_nominations(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Mark a letter of nomination as handled"), condition=_("it waits"))
def can_handle_nomination(user: Anyone | None, nomination: Nomination) -> bool:
    return nomination.handled_at is None


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Invite a person to open an account"),
    condition=_("they have an e-mail address, a mandate that is not over, and no account"),
)
def can_invite(user: Anyone | None, person: Person) -> bool:
    current = any(mandate.until is None or mandate.until >= today() for mandate in person.mandates.all())
    return bool(person.email) and person.user_id is None and person.erased_at is None and current


@allows(SECRETARIAT, does=_("See who was invited, and what became of it"))
def can_see_invitations(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Withdraw an invitation"), condition=_("nobody has accepted it"))
def can_withdraw_invitation(user: Anyone | None, invitation: Invitation) -> bool:
    return invitation.is_open(now())


@allows(SIGNED_IN, does=_("Sign one's own sessions out"))
def can_end_session(user: Anyone | None, owner: User) -> bool:
    return user is not None and user.pk == owner.pk


@allows(SECRETARIAT, COMMAND_LINE, does=_("Import the directory from a table"))
def can_import_directory(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Export the directory as a table"))
def can_export_directory(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Read and export the audit log"))
def can_read_audit(user: Anyone | None) -> bool:
    return True


@allows(THEMSELF, SECRETARIAT, does=_("See and export all that is held on a person"))
def can_see_held(user: Anyone | None, person: Person) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Erase a person's name and contact"),
    condition=_("not erased, not oneself; an administrator only by another one"),
)
def can_erase_person(user: Anyone | None, person: Person) -> bool:
    if person.erased_at or (user and user.pk == person.user_id):
        return False
    account = person.user
    return account is None or not account.is_superuser or user is None or user.is_superuser


@allows(SECRETARIAT, COMMAND_LINE, does=_("Erase files of a letter of nomination or of a circular"))
def can_erase_files_of(user: Anyone | None, owner: Nomination | Circular) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Write a circular"))
def can_write_circular(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Change a circular and its files"), condition=_("it is not sent yet"))
def can_change_circular(user: Anyone | None, circular: Circular) -> bool:
    return circular.sent_at is None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Send a circular"), condition=_("it is not sent yet"))
def can_send_circular(user: Anyone | None, circular: Circular) -> bool:
    return circular.sent_at is None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Discard a circular"), condition=_("it is not sent yet"))
def can_discard_circular(user: Anyone | None, circular: Circular) -> bool:
    return circular.sent_at is None
