from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import (
    Body,
    SectionComment,
    SectionVersion,
    Strategy,
    StrategyParty,
    StrategySection,
    speaks_for,
    spoken_bodies,
)
from enlace.commitments.parties import SPEAKER_OF_PARTY, SPEAKER_OF_SOME, parties_of
from enlace.commitments.strategies.section_heads import is_open
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.network.parties import SECRETARIAT
from enlace.network.roles import roles_of

DRAFTED = _("it is being drafted, not signed")


def _speaks_for_that_party(user: Anyone, *things: Any) -> bool:
    return len(things) > 1 and things[1] in parties_of(things[0]) and speaks_for(user, things[1])


def _is_the_secretariat_itself(user: Anyone, *things: Any) -> bool:
    return len(things) > 1 and things[1] is None and roles_of(user).is_secretary


def _speaks_for_another_party(user: Anyone, *things: Any) -> bool:
    if not things:
        return False
    parties = parties_of(things[0])
    return bool(spoken_bodies(user) & (parties - {things[0].body} if len(parties) > 1 else parties))


def _is_the_secretariat_that_did_not_propose(user: Anyone, *things: Any) -> bool:
    return bool(things) and things[0].body is not None and roles_of(user).is_secretary


SPEAKER_OF_THAT_PARTY = Party(_("who speaks for that party"), _speaks_for_that_party)
SECRETARIAT_ITSELF = Party(_("the secretariat, in its own name"), _is_the_secretariat_itself)
SPEAKER_OF_ANOTHER_PARTY = Party(_("who speaks for another party than the proposing one"), _speaks_for_another_party)
SECRETARIAT_THAT_READS = Party(
    _("the secretariat, where it does not propose itself"), _is_the_secretariat_that_did_not_propose
)


def is_drafted(strategy: Strategy) -> bool:
    return strategy.opened_for_signature_at is None


def _is_worked_at(section: StrategySection) -> bool:
    return is_drafted(section.strategy) and section.removed_at is None


def _may_stand_there(section: StrategySection, body: Body | None) -> bool:
    """A hand of a party, or the secretariat's."""
    return _is_worked_at(section) and (body is None or body in parties_of(section))


def _party(strategy: Strategy, body: Body) -> StrategyParty | None:
    return next((one for one in strategy.parties.all() if one.body == body), None)


@allows(SECRETARIAT, SPEAKER_OF_SOME, COMMAND_LINE, does=_("Begin a joint strategy"))
def can_add_strategy(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Change the title and the summary of a joint strategy"),
    condition=DRAFTED,
)
def can_change_strategy(user: Anyone | None, strategy: Strategy) -> bool:
    return is_drafted(strategy)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Remove a joint strategy"),
    condition=_("no section has a text yet, and no commitment is an action of it"),
)
def can_remove_strategy(user: Anyone | None, strategy: Strategy) -> bool:
    written = SectionVersion.objects.filter(section__strategy=strategy).exists()
    return is_drafted(strategy) and not written and not strategy.actions.exists()


@allows(SECRETARIAT, SPEAKER_OF_PARTY, COMMAND_LINE, does=_("Add a party to a joint strategy"), condition=DRAFTED)
def can_add_strategy_party(user: Anyone | None, strategy: Strategy) -> bool:
    return is_drafted(strategy)


@allows(
    SECRETARIAT,
    SPEAKER_OF_THAT_PARTY,
    COMMAND_LINE,
    does=_("Take a party out of a joint strategy, or leave it"),
    condition=_("it is being drafted, not signed, and another party remains"),
)
def can_remove_strategy_party(user: Anyone | None, strategy: Strategy, body: Body) -> bool:
    parties = parties_of(strategy)
    return is_drafted(strategy) and body in parties and len(parties) > 1


@allows(SECRETARIAT, SPEAKER_OF_PARTY, COMMAND_LINE, does=_("Add a section to a joint strategy"), condition=DRAFTED)
def can_add_section(user: Anyone | None, strategy: Strategy) -> bool:
    return is_drafted(strategy)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Rename a section of a joint strategy, and change its place"),
    condition=DRAFTED,
)
def can_change_section(user: Anyone | None, section: StrategySection) -> bool:
    return _is_worked_at(section)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Take a section out of a joint strategy"),
    condition=DRAFTED,
)
def can_remove_section(user: Anyone | None, section: StrategySection) -> bool:
    return _is_worked_at(section)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Take a section of a joint strategy in again"),
    condition=DRAFTED,
)
def can_restore_section(user: Anyone | None, section: StrategySection) -> bool:
    return is_drafted(section.strategy) and section.removed_at is not None


@allows(
    SECRETARIAT_ITSELF,
    SPEAKER_OF_THAT_PARTY,
    COMMAND_LINE,
    does=_("Write a section of a joint strategy in the name of a party"),
    condition=DRAFTED,
)
def can_write_section(user: Anyone | None, section: StrategySection, body: Body | None) -> bool:
    return _may_stand_there(section, body)


@allows(
    SECRETARIAT_ITSELF,
    SPEAKER_OF_THAT_PARTY,
    COMMAND_LINE,
    does=_("Propose a change to a section of a joint strategy in the name of a party"),
    condition=DRAFTED,
)
def can_propose_change(user: Anyone | None, section: StrategySection, body: Body | None) -> bool:
    return _may_stand_there(section, body)


@allows(
    SECRETARIAT_THAT_READS,
    SPEAKER_OF_ANOTHER_PARTY,
    COMMAND_LINE,
    does=_("Accept a proposed change to a section of a joint strategy"),
    condition=_("nobody has answered it yet, and the strategy is being drafted"),
)
def can_accept_change(user: Anyone | None, version: SectionVersion) -> bool:
    return is_open(version) and _is_worked_at(version.section)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Decline a proposed change to a section of a joint strategy, or take back one's own"),
    condition=_("nobody has answered it yet, and the strategy is being drafted"),
)
def can_decline_change(user: Anyone | None, version: SectionVersion) -> bool:
    return is_open(version) and _is_worked_at(version.section)


@allows(
    SECRETARIAT_ITSELF,
    SPEAKER_OF_THAT_PARTY,
    COMMAND_LINE,
    does=_("Comment on a section of a joint strategy in the name of a party"),
    condition=DRAFTED,
)
def can_comment_section(user: Anyone | None, section: StrategySection, body: Body | None) -> bool:
    return _may_stand_there(section, body)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Mark a comment on a section as settled"),
    condition=_("it is not settled, and the strategy is being drafted"),
)
def can_settle_comment(user: Anyone | None, comment: SectionComment) -> bool:
    return comment.settled_at is None and is_drafted(comment.section.strategy)


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Open a joint strategy for signature"),
    condition=DRAFTED,
)
def can_open_for_signature(user: Anyone | None, strategy: Strategy) -> bool:
    return is_drafted(strategy)


@allows(
    SPEAKER_OF_THAT_PARTY,
    does=_("Sign a joint strategy for a party"),
    condition=_("it is open for signature, and that party has not signed yet"),
)
def can_sign_strategy(user: Anyone | None, strategy: Strategy, body: Body) -> bool:
    party = _party(strategy, body)
    return not is_drafted(strategy) and party is not None and party.signed_at is None


@allows(
    SECRETARIAT,
    SPEAKER_OF_PARTY,
    COMMAND_LINE,
    does=_("Reopen the drafting of a joint strategy, whereby all signatures end"),
    condition=_("it was opened for signature"),
)
def can_reopen_drafting(user: Anyone | None, strategy: Strategy) -> bool:
    return not is_drafted(strategy)


@allows(
    SPEAKER_OF_THAT_PARTY,
    does=_("Say for a party, after signing, that a joint strategy may be published"),
    condition=_("that party has signed and not said so yet"),
)
def can_allow_publication(user: Anyone | None, strategy: Strategy, body: Body) -> bool:
    party = _party(strategy, body)
    return party is not None and party.signed_at is not None and not party.may_publish


@allows(
    SPEAKER_OF_THAT_PARTY,
    does=_("Take back for a party that a joint strategy may be published"),
    condition=_("that party has signed and said so"),
)
def can_withdraw_publication(user: Anyone | None, strategy: Strategy, body: Body) -> bool:
    party = _party(strategy, body)
    return party is not None and party.signed_at is not None and party.may_publish
