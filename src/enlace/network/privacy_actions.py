"""What people may ask of what is held on them. The audit log gets ids and numbers, never what was erased."""

from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.erasing import erase_account
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.mail_erasure import erase_from_mail
from enlace.core.permission import require
from enlace.core.registry import registered
from enlace.files.actions import erase_file
from enlace.network.erasure import addresses_held, files_of_letters, letters_of, words_of
from enlace.network.held import Section, held_on
from enlace.network.import_actions import KEPT_FOR, forget_pending_tables
from enlace.network.models import Invitation, Listing, Person
from enlace.network.people_actions import end_mandate, withdraw_mandate
from enlace.network.rules import can_erase_person, can_see_held


@transaction.atomic
def export_held(person: Person, form: str, *, by: Anyone) -> list[Section]:
    """What somebody takes away in a file of `form`."""
    require(can_see_held(by, person))
    record("export_held", person, by=by, after={"format": form})
    return held_on(person, by)


@transaction.atomic
def erase_person(person: Person, *, by: Anyone | None) -> Person:
    """Their name and contact are gone from everything that Enlace keeps; offices, dates and numbers stay.

    Mandates end today, the account is closed for ever, letters that name only them lose their content.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(can_erase_person(by, person), _("Another of the secretariat erases you; an administrator erases another."))
    letters, words, addresses = letters_of(person), words_of(person), addresses_held(person)
    _end_mandates(person, by)
    for erase in registered("erase"):
        erase(person)
    for file in files_of_letters(letters):
        erase_file(file, by=by)
    invitations, _by_model = Invitation.objects.open(now()).filter(person=person).delete()
    forget_pending_tables(now() + KEPT_FOR)
    erase_from_mail(addresses, words)
    if person.user:
        erase_account(person.user)
    before = {"listing": person.listing}
    person.name = person.email = person.phone = ""
    if person.listing != Listing.NOTHING:
        person.listing = Listing.OFFICE
    person.erased_at = now()
    person.save(update_fields=["name", "email", "phone", "listing", "erased_at"])
    after = {"listing": person.listing, "letters": len(letters), "invitations": invitations}
    record("erase_person", person, by=by, before=before, after=after)
    return person


def _end_mandates(person: Person, by: Anyone | None) -> None:
    for mandate in person.mandates.all():
        if mandate.since > today():
            withdraw_mandate(mandate, by=by)
        elif mandate.until is None or mandate.until > today():
            end_mandate(mandate, by=by)
