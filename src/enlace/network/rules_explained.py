"""Who may do what, in words: from the rules themselves, the roles and the audiences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enlace.core.permission import COMMAND_LINE, RULES
from enlace.network.audiences import Audience
from enlace.network.roles import OF_STATES, Part, Role, Roles

IN_WORDS: Mapping[Role, str | Promise] = {
    Role.FOCAL_POINT: _("Speaks for a member state, and acts for that state alone."),
    Role.ALTERNATE: _("Acts for the state in the focal point's place, with the same rights."),
    Role.VALIDATOR: _("Clears for the state what its focal point drafted, before anybody outside sees it."),
    Role.OBSERVER: _("Takes part for an organisation that observes, and sees what is meant for observers too."),
    Role.SECRETARY: _("Keeps the records of the network, and publishes the site."),
    Role.EDITOR: _("Writes and translates pages of the site, and submits them; the secretariat publishes."),
    Role.HOST: _("Prepares and runs with the secretariat the meeting that its institution hosts, until its last day."),
    Role.TREASURER: _("Keeps gifts and their receipts, and gives back; reads who gave."),
    Role.COMPTROLLER: _("Reads gifts and who gave, and approves what is given back above a set amount."),
}
"""What a role is, for those who do not know it yet."""

THE_NETWORK = (*OF_STATES, Role.OBSERVER, Role.SECRETARY)
SEEN_BY: Mapping[Audience, tuple[Role, ...]] = {
    Audience.PUBLIC: tuple(Role),
    Audience.NETWORK: THE_NETWORK,
    Audience.MEMBERS: (*OF_STATES, Role.SECRETARY),
    Audience.SECRETARIAT: (Role.SECRETARY,),
    Audience.INVITED: (Role.SECRETARY,),
}
"""Who sees a record of an audience. A test asks `visible_to` whether it is so."""


@dataclass(frozen=True)
class ExplainedRule:
    does: str | Promise
    who: list[str | Promise]
    condition: str | Promise


@dataclass(frozen=True)
class ExplainedApp:
    label: str
    title: str | Promise
    rules: list[ExplainedRule]


@dataclass(frozen=True)
class ExplainedRole:
    title: str | Promise
    text: str | Promise
    of_a_state: bool
    second_factor: bool


@dataclass(frozen=True)
class ExplainedAudience:
    """`everybody` means also who is not signed in; `named`, the people whom the record names."""

    title: str | Promise
    roles: list[str | Promise]
    everybody: bool
    named: bool


def explained_apps() -> Iterator[ExplainedApp]:
    """The rules of every app, in the order in which they are written; what only the command line may is left out."""
    for app in reversed(list(apps.get_app_configs())):
        found = [
            ExplainedRule(rule.does, who, rule.condition)
            for rule in RULES.values()
            if rule.app == app.label
            and (who := list(dict.fromkeys(one.label for one in rule.parties if one is not COMMAND_LINE)))
        ]
        if found:
            yield ExplainedApp(app.label, app.verbose_name, found)


def explained_roles() -> list[ExplainedRole]:
    return [
        ExplainedRole(role.label, IN_WORDS[role], role in OF_STATES, Roles((Part(role),)).needs_second_factor)
        for role in Role
    ]


def explained_audiences() -> list[ExplainedAudience]:
    return [
        ExplainedAudience(
            audience.label,
            [role.label for role in SEEN_BY[audience]],
            everybody=audience == Audience.PUBLIC,
            named=audience == Audience.INVITED,
        )
        for audience in Audience
    ]
