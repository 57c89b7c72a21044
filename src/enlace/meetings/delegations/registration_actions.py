"""Registration of delegates. What they need is of their health: it stands in one row, never in the audit log."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.languages import language_codes
from enlace.core.permission import require
from enlace.meetings.delegations.mail import mail_registration
from enlace.meetings.delegations.people import contact_is_theirs_to_set
from enlace.meetings.delegations.registrations import (
    RegistrationClosed,
    delegate_with,
    new_token,
    ways_to_take_part,
)
from enlace.meetings.delegations.rules import can_register_delegate, can_send_registration
from enlace.meetings.models import Delegate, Delegation, Need
from enlace.network.models import Person, hashed

LONGEST_NEED = 300


def send_links(delegation: Delegation) -> int:
    """To those who have none yet, once the delegation is approved; for actions that have asked their own rule."""
    waiting = delegation.delegates.named().filter(registration_hash="", person__erased_at=None)
    return len([send_link(one) for one in waiting.exclude(person__email="").select_related("person")])


def send_link(delegate: Delegate, left: int | None = None) -> str:
    """A link sent before stops working. The token; for actions that have asked their own rule."""
    token = new_token(delegate.person)
    delegate.registration_hash = hashed(token)
    delegate.save(update_fields=["registration_hash"])
    mail_registration(delegate, token, left)
    return token


@transaction.atomic
def send_registration(delegate: Delegate, *, by: Anyone | None) -> str:
    """Another link, where the first was lost or went to a wrong address."""
    delegate = Delegate.objects.select_for_update().get(pk=delegate.pk)
    require(can_send_registration(by, delegate), _("Registration is not open for this delegate."))
    token = send_link(delegate)
    record("send_registration", delegate, by=by, after={"delegation": delegate.delegation_id})
    return token


@transaction.atomic
def register_delegate(
    delegate: Delegate, *, by: Anyone | None, takes_part: str = "", access: str = "", diet: str = "", language: str = ""
) -> Delegate:
    """Registers, or changes what was registered. The language is taken from the delegates themselves alone."""
    delegate = Delegate.objects.select_for_update().get(pk=delegate.pk)
    require(can_register_delegate(by, delegate), _("Registration is not open for this delegate."))
    themself = by is not None and delegate.person.user_id == by.pk
    if language and (themself or contact_is_theirs_to_set(delegate.person)):
        _set_language(delegate.person, language, by)
    _register(delegate, by, takes_part, access, diet)
    return delegate


@transaction.atomic
def register_by_link(
    token: str, *, takes_part: str = "", access: str = "", diet: str = "", language: str = ""
) -> Delegate:
    """By whoever has the link, without an account. Raises RegistrationClosed where it does not work."""
    found = delegate_with(token)
    if found is None:
        raise RegistrationClosed
    delegate = Delegate.objects.select_for_update().get(pk=found.pk)
    if language and contact_is_theirs_to_set(delegate.person):
        _set_language(delegate.person, language, None)
    _register(delegate, None, takes_part, access, diet, action="register_by_link")
    return delegate


def _set_language(person: Person, language: str, by: Anyone | None) -> None:
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the languages of the network.")})
    if person.language != language:
        person.language = language
        person.save(update_fields=["language"])
        record("correct_person", person, by=by, after={"changed": ["language"]})


def _register(
    delegate: Delegate, by: Anyone | None, takes_part: str, access: str, diet: str, action: str = "register_delegate"
) -> None:
    meeting = delegate.delegation.meeting
    ways = ways_to_take_part(meeting)
    takes_part = takes_part or (ways[0] if len(ways) == 1 else "")
    if takes_part not in ways:
        chosen = {"mode": meeting.get_mode_display(), "ways": ", ".join(str(way.label) for way in ways)}
        sentence = _("The meeting is %(mode)s. Choose how the delegate takes part: %(ways)s.")
        raise ValidationError({"takes_part": sentence % chosen})
    before = {"takes_part": delegate.takes_part} if delegate.registered_at else {}
    delegate.takes_part, delegate.registered_at = takes_part, delegate.registered_at or now()
    delegate.save(update_fields=["takes_part", "registered_at"])
    _set_needs(delegate, access.strip(), diet.strip())
    record(action, delegate, by=by, before=before, after={"takes_part": str(takes_part)})


def _set_needs(delegate: Delegate, access: str, diet: str) -> None:
    for field, text in (("access", access), ("diet", diet)):
        if len(text) > LONGEST_NEED:
            raise ValidationError({field: _("Say it in at most %(most)d characters.") % {"most": LONGEST_NEED}})
    if access or diet:
        Need.objects.update_or_create(delegate=delegate, defaults={"access": access, "diet": diet})
    else:
        Need.objects.filter(delegate=delegate).delete()
