"""From drafting to signature and back. What is signed is frozen: whoever wants another text reopens the drafting."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Strategy, StrategyParty, bodies_in_numbers
from enlace.commitments.strategies.drafts import drafted_sections, missing_for_signature
from enlace.commitments.strategies.locking import locked
from enlace.commitments.strategies.mail import mail_opened_for_signature, mail_reopened
from enlace.commitments.strategies.rules import (
    can_allow_publication,
    can_open_for_signature,
    can_reopen_drafting,
    can_sign_strategy,
    can_withdraw_publication,
)
from enlace.commitments.strategies.signed_content import fingerprint, frozen
from enlace.core.permission import require


@transaction.atomic
def open_for_signature(strategy: Strategy, *, by: Anyone | None) -> Strategy:
    """Freezes title, summary and sections, and asks the parties to sign.

    Raises ValidationError with a sentence for each thing that is missing.
    """
    strategy = locked(strategy)
    require(can_open_for_signature(by, strategy))
    sections = drafted_sections(strategy)
    if missing := missing_for_signature(strategy, sections):
        raise ValidationError([ValidationError(sentence) for sentence in missing])
    strategy.content = frozen(strategy, [(one.section, one.heads) for one in sections])
    strategy.opened_for_signature_at = timezone.now()
    strategy.save(update_fields=["content", "opened_for_signature_at"])
    after = {
        "opened_for_signature_at": strategy.opened_for_signature_at.isoformat(),
        "versions": _versions_in(strategy),
        "sha256": fingerprint(strategy.content),
    }
    record("open_for_signature", strategy, by=by, after=after)
    mail_opened_for_signature(strategy)
    return strategy


@transaction.atomic
def sign_strategy(
    strategy: Strategy, *, by: Anyone | None, body: Body, may_publish: bool, seen: str | None = None
) -> StrategyParty:
    """For one party. `seen` is the fingerprint of the text that was shown to who signs.

    With the last signature it is published, where every party says that it may be. Raises ValidationError where
    another text than the one `seen` stands there now.
    """
    strategy = locked(strategy)
    if seen is not None and seen != fingerprint(strategy.content):
        raise ValidationError(
            _("The text is another than the one that you were shown, and nothing is signed. Read it anew, then sign.")
        )
    require(can_sign_strategy(by, strategy, body))
    party = _party(strategy, body)
    party.signed_at, party.may_publish = timezone.now(), may_publish
    party.save(update_fields=["signed_at", "may_publish"])
    _publish_where_all_say_so(strategy)
    after = {"signed_at": party.signed_at.isoformat(), "sha256": fingerprint(strategy.content)}
    record("sign_strategy", strategy, by=by, after=after | _said(strategy, party))
    return party


@transaction.atomic
def reopen_drafting(strategy: Strategy, *, by: Anyone | None) -> Strategy:
    """All signatures end, and the public reads it no more. Those who had signed are told."""
    strategy = locked(strategy)
    require(can_reopen_drafting(by, strategy))
    signed = frozenset(party.body for party in strategy.parties.all() if party.signed_at and party.body)
    before = {
        "opened_for_signature_at": _moment(strategy.opened_for_signature_at),
        "published_at": _moment(strategy.published_at),
        "versions": _versions_in(strategy),
        "sha256": fingerprint(strategy.content),
        **bodies_in_numbers(signed),
    }
    strategy.parties.update(signed_at=None, may_publish=False)
    strategy.content, strategy.opened_for_signature_at, strategy.published_at = {}, None, None
    strategy.save(update_fields=["content", "opened_for_signature_at", "published_at"])
    record("reopen_drafting", strategy, by=by, before={name: value for name, value in before.items() if value})
    mail_reopened(strategy, signed)
    return locked(strategy)


@transaction.atomic
def allow_publication(strategy: Strategy, *, by: Anyone | None, body: Body) -> StrategyParty:
    """A party that has signed says later that it may be published."""
    strategy = locked(strategy)
    require(can_allow_publication(by, strategy, body))
    party = _party(strategy, body)
    party.may_publish = True
    party.save(update_fields=["may_publish"])
    _publish_where_all_say_so(strategy)
    record("allow_publication", strategy, by=by, after=_said(strategy, party))
    return party


@transaction.atomic
def withdraw_publication(strategy: Strategy, *, by: Anyone | None, body: Body) -> StrategyParty:
    """It is hidden from the public at once; all signatures stand."""
    strategy = locked(strategy)
    require(can_withdraw_publication(by, strategy, body))
    party = _party(strategy, body)
    before = _said(strategy, party)
    party.may_publish = False
    party.save(update_fields=["may_publish"])
    if strategy.published_at:
        strategy.published_at = None
        strategy.save(update_fields=["published_at"])
    record("withdraw_publication", strategy, by=by, before=before, after=_said(strategy, party))
    return party


def _party(strategy: Strategy, body: Body) -> StrategyParty:
    return next(party for party in strategy.parties.all() if party.body == body)


def _publish_where_all_say_so(strategy: Strategy) -> None:
    if all(party.signed_at and party.may_publish for party in strategy.parties.all()):
        strategy.published_at = timezone.now()
        strategy.save(update_fields=["published_at"])


def _versions_in(strategy: Strategy) -> list[int]:
    return sorted(said["version"] for one in strategy.content["sections"] for said in one["texts"].values())


def _said(strategy: Strategy, party: StrategyParty) -> dict[str, object]:
    """For the audit log: which party said what, and since when it is published for that."""
    body: dict[str, int] = {party.body[0]: party.body[1]} if party.body else {}
    published = {"published_at": _moment(strategy.published_at)} if strategy.published_at else {}
    return {**body, "may_publish": party.may_publish, **published}


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None
