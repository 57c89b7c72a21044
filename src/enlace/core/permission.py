"""Who may do what. A rule is a question in an app's `rules.py`; `@allows` says which parties are answered yes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True)
class Party:
    """Somebody who may be allowed: `holds(user, *things)` tells whether `user` is it, seen from the things."""

    label: str | Promise
    holds: Callable[..., bool]


COMMAND_LINE = Party("command line", lambda user, *things: False)
"""The administrator at the machine's own command line, whom actions know as `by=None`. Its label is never shown."""


@dataclass(frozen=True)
class Rule:
    """`condition` says, for readers, what must also be true of the thing; empty where nothing must."""

    name: str
    app: str
    does: str | Promise
    parties: tuple[Party, ...]
    condition: str | Promise


RULES: dict[str, Rule] = {}
"""By `app.name`. What the page “who may do what” shows."""


def allows(
    *parties: Party, does: str | Promise, condition: str | Promise = ""
) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """Make a rule of a function `(user, *things) -> bool`, which answers only the `condition` about the things.

    The rule says yes where one of the parties holds and the condition too. A user of None is the command line.
    """

    def declare(condition_holds: Callable[..., bool]) -> Callable[..., bool]:
        app = condition_holds.__module__.split(".")[1]
        RULES[f"{app}.{condition_holds.__name__}"] = Rule(condition_holds.__name__, app, does, parties, condition)

        @wraps(condition_holds)
        def rule(user: Any, *things: Any) -> bool:
            if user is None:
                allowed = COMMAND_LINE in parties
            else:
                entered = user.is_active or not user.is_authenticated
                allowed = entered and any(party.holds(user, *things) for party in parties)
            return bool(allowed and condition_holds(user, *things))

        return rule

    return declare


def require(allowed: bool, sentence: str = "") -> None:
    """Stop an action that its rule does not allow. Raises PermissionDenied, which answers 403 and rolls back."""
    if not allowed:
        raise PermissionDenied(sentence)
