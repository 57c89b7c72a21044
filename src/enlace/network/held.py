"""Everything that is held on a person, for themself and the secretariat, in the words of the reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.accounts.templatetags.accounts import browser
from enlace.core.clock import now
from enlace.core.dates import moment_in_words
from enlace.core.languages import current_language, languages
from enlace.core.registry import Held, registered
from enlace.files.models import Version
from enlace.network.audit import told_to
from enlace.network.audit_words import office_in_words
from enlace.network.dated import day_in_words, span_in_words
from enlace.network.models import Invitation, Mandate, Person
from enlace.network.rules import can_read_audit


@dataclass(frozen=True)
class Section:
    title: str
    facts: list[Held]


def held_on(person: Person, reader: Anyone) -> list[Section]:
    """Sections without a fact are there too, so that one sees that nothing is held there."""
    return [
        Section(_("Directory"), list(_directory(person))),
        Section(_("Mandates"), list(_mandates(person))),
        *(held_on_account(person.user, reader) if person.user else [Section(_("Account"), [])]),
        Section(_("Invitations"), list(_invitations(person))),
        Section(_("Circulars addressed by name"), list(_circulars(person, reader))),
        Section(_("In other parts of the network"), [fact for held in registered("held") for fact in held(person)]),
    ]


def held_on_account(user: User, reader: Anyone) -> list[Section]:
    return [
        Section(_("Account"), list(_account(user, reader))),
        Section(_("Sessions"), list(_sessions(user))),
        Section(_("Activity"), list(_deeds(user, reader))),
    ]


def _when(moment: datetime | None) -> str:
    return moment_in_words(timezone.localtime(moment), current_language()) if moment else _("never")


def _language(code: str) -> str:
    return next((one.name for one in languages() if one.code == code), code)


def _facts(pairs: Iterable[tuple[str, str]]) -> Iterator[Held]:
    return (Held(capfirst(label), value or "—") for label, value in pairs)


def _directory(person: Person) -> Iterator[Held]:
    yield from _facts(
        [
            (_("name"), person.name),
            (_("e-mail address"), person.email),
            (_("telephone"), person.phone),
            (_("language"), _language(person.language)),
            (_("shown in public"), person.get_listing_display()),
        ]
    )
    if person.erased_at:
        yield Held(_("Erased on"), _when(person.erased_at))
    if person.illustrative:
        yield Held(_("Illustrative"), _("written for the demonstration"))


def _mandates(person: Person) -> Iterator[Held]:
    for mandate in person.mandates.select_related("state", "organisation", "nomination__state"):
        letter = mandate.nomination
        yield Held(
            capfirst(office_in_words(mandate)),
            "; ".join(part for part in (str(mandate.shown_office), _span(mandate), _letter(mandate)) if part),
            letter.get_absolute_url() if letter else "",
        )


def _span(mandate: Mandate) -> str:
    return span_in_words(mandate.since, mandate.until)


def _letter(mandate: Mandate) -> str:
    letter = mandate.nomination
    return _("letter of %(day)s") % {"day": day_in_words(letter.dated)} if letter else ""


def _account(user: User, reader: Anyone) -> Iterator[Held]:
    yield from _facts(
        [
            (_("name"), user.name),
            (_("language"), _language(user.language)),
            (_("since"), _when(user.date_joined)),
            (_("last signed in"), _when(user.last_login)),
        ]
    )
    for address in EmailAddress.objects.filter(user=user).order_by("-primary", "pk"):
        yield Held(_("E-mail address"), address.email, reverse("account_email") if user == reader else "")
    if not user.is_active:
        yield Held(_("Standing"), _("deactivated"))
    for factor in Authenticator.objects.filter(user=user).order_by("pk"):
        yield _factor(factor)
    for profile in UserProfile.objects.filter(user=user).exclude(current_time_zone=""):
        yield Held(_("Time zone in the CMS"), profile.current_time_zone)
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        yield Held(_("Picture in the CMS"), str(profile.avatar))


def _factor(factor: Authenticator) -> Held:
    since = _("since %(since)s") % {"since": _when(factor.created_at)}
    if factor.type == Authenticator.Type.WEBAUTHN:
        return Held(_("Passkey"), f"{factor}, {since}")
    return Held(_("Authenticator app") if factor.type == Authenticator.Type.TOTP else _("Recovery codes"), since)


def _sessions(user: User) -> Iterator[Held]:
    for session in UserSession.objects.filter(user=user).order_by("-created_at"):
        details = {"since": _when(session.created_at), "ip": session.ip}
        yield Held(browser(session.user_agent), _("since %(since)s, from the address %(ip)s") % details)


def _invitations(person: Person) -> Iterator[Held]:
    for invitation in person.invitations.all():
        yield Held(_when(invitation.invited_at), _state_of(invitation))


def _state_of(invitation: Invitation) -> str:
    if invitation.accepted_at:
        return _("accepted on %(day)s") % {"day": _when(invitation.accepted_at)}
    if invitation.withdrawn_at:
        return _("withdrawn on %(day)s") % {"day": _when(invitation.withdrawn_at)}
    if invitation.expires_at <= now():
        return _("expired on %(day)s") % {"day": _when(invitation.expires_at)}
    return _("open until %(day)s") % {"day": _when(invitation.expires_at)}


def _circulars(person: Person, reader: Anyone) -> Iterator[Held]:
    for circular in person.circulars.visible_to(reader):
        sent = _when(circular.sent_at) if circular.sent_at else _("not sent yet")
        yield Held(sent, str(circular.shown_title), circular.get_absolute_url())


def _deeds(user: User, reader: Anyone) -> Iterator[Held]:
    lines = told_to(reader).filter(by=user)
    address = f"{reverse('network:audit')}?{urlencode({'account': user.pk})}" if can_read_audit(reader) else ""
    yield Held(_("Lines of the audit log"), str(lines.count()), address)
    yield Held(_("Lines of the log of the CMS"), str(PageLogEntry.objects.filter(user=user).count()))
    yield Held(_("Versions of files added"), str(Version.objects.filter(by=user).count()))
