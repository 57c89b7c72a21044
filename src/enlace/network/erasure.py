"""What an erasure takes, found before it does: words, letters, mandates."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from enlace.accounts.queries import addresses_of
from enlace.core.clock import now, today
from enlace.core.erased_words import erasable
from enlace.files.models import File
from enlace.network.audit_words import office_in_words, record_in_words
from enlace.network.models import Invitation, Mandate, Nomination, Person


def addresses_held(person: Person) -> set[str]:
    """In their row and in their account."""
    return {person.email, *(addresses_of(person.user) if person.user else ())} - {""}


def words_of(person: Person) -> tuple[str, ...]:
    """Name, addresses and telephone as they are written: by these somebody would be found in texts that stay."""
    name = person.user.name if person.user else ""
    return erasable([person.name, name, person.phone, *addresses_held(person)])


def letters_of(person: Person) -> list[Nomination]:
    """The letters that name nobody else who is not erased."""
    others = Mandate.objects.filter(nomination=OuterRef("pk"), person__erased_at=None).exclude(person=person)
    return list(Nomination.objects.filter(mandates__person=person).exclude(Exists(others)).distinct())


def files_of_letters(letters: Sequence[Nomination]) -> list[File]:
    return list(File.objects.of(Nomination, [letter.pk for letter in letters]))


@dataclass(frozen=True)
class Erasure:
    """What it would do, in words. `shared` are letters that name others too, whose files stay."""

    ending: list[str]
    withdrawn: list[str]
    letters: list[str]
    shared: list[str]
    invitations: int


def erasure_of(person: Person) -> Erasure:
    mandates = list(person.mandates.select_related("state", "organisation"))
    letters = letters_of(person)
    shared = Nomination.objects.filter(mandates__person=person).exclude(pk__in=[letter.pk for letter in letters])
    return Erasure(
        ending=[
            office_in_words(one)
            for one in mandates
            if one.since <= today() and (one.until is None or one.until > today())
        ],
        withdrawn=[office_in_words(one) for one in mandates if one.since > today()],
        letters=[str(record_in_words(letter)) for letter in letters],
        shared=[str(record_in_words(letter)) for letter in shared.select_related("state").distinct()],
        invitations=Invitation.objects.open(now()).filter(person=person).count(),
    )
