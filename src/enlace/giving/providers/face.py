"""What Enlace asks of a payment provider, whoever it is: start, ask for the truth, give back, change, read an event.

A provider keeps the cards and moves the money on pages of its own. What it tells in an event is only a hint: what is
true is asked of it (`ask`). Each call that changes something carries a `key`, and done twice with the same key it is
done once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from enlace.giving.money.amounts import Money


class NotAnswered(Exception):
    """The provider could not be reached, or failed on its side: the same may be asked again later."""


class Refused(Exception):
    """The provider understood and says no. `reason` is its code, such as `charge_already_refunded`; never free text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotBelieved(Exception):
    """A call that claims to come from the provider and does not prove it; `reason`: `signature`, `age` or `form`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Order:
    """What a hosted page is to ask for. `key` is the gift's, and comes back in every answer.

    `done` and `left` are the addresses to which the donor returns; `description` and `statement` (22 letters at the
    most, for the statement of the card) name the recipient.
    """

    key: str
    money: Money
    monthly: bool
    language: str
    email: str
    description: str
    statement: str
    done: str
    left: str


@dataclass(frozen=True)
class Hosted:
    """The provider's page for an order: its reference there, and its address."""

    session: str
    address: str


@dataclass(frozen=True)
class About:
    """By what a gift is known at the provider; empty where it is not known yet."""

    key: str
    session: str = ""
    subscription: str = ""


@dataclass(frozen=True)
class GivenBack:
    """`key` is that of our refund, empty where it was made at the provider."""

    reference: str
    minor: int
    at: datetime
    key: str = ""


@dataclass(frozen=True)
class Paid:
    """Money that was received. `reference` is what a refund names."""

    reference: str
    money: Money
    at: datetime
    given_back: tuple[GivenBack, ...] = ()


@dataclass(frozen=True)
class Monthly:
    """A subscription as it is now. `state`: `active`, `failing`, `paused` or `ended`.

    While it fails, `failing` names the payment that is owed, and `refusals` counts how often it was refused.
    """

    reference: str
    money: Money
    state: str
    next_on: date | None = None
    failing: str = ""
    refusals: int = 0


@dataclass(frozen=True)
class Truth:
    """All that a provider knows of one gift. `open`: its page may still be paid; `refusals`: cards it refused there.

    `waiting`: paid, but the money is not there yet.
    """

    payments: tuple[Paid, ...] = ()
    open: bool = False
    waiting: bool = False
    refusals: int = 0
    monthly: Monthly | None = None


@dataclass(frozen=True)
class Event:
    """A believed call: `reference` is its own, the same when it is repeated; `about` tells which gift to ask about.

    `about` may be empty but for what the provider names: `session`, `subscription` or `payment`.
    """

    reference: str
    kind: str
    at: datetime
    key: str = ""
    session: str = ""
    subscription: str = ""
    payment: str = ""


@dataclass(frozen=True)
class Found:
    """A payment in the provider's books, and the gift that it belongs to as far as the provider knows."""

    paid: Paid
    about: About = field(default_factory=lambda: About(""))


def is_key(text: str) -> bool:
    """Whether it may be a key of ours, of a gift or a refund: what is no UUID would be an error to the database."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class Provider(Protocol):
    """Every method may raise NotAnswered; those that change something, Refused too."""

    name: str
    """As it is written down: `stripe`, `mercado_pago`, `sandbox`."""
    label: str
    """As donors know it."""
    origins: tuple[str, ...]
    """Where its hosted pages are, for the Content-Security-Policy of the form."""

    asks_for_account: bool
    """Whether who gives monthly must sign in there, with the e-mail address that our form asked for."""

    def takes(self, money: Money, *, monthly: bool) -> bool:
        """Whether it can be asked for this amount: currency, least amount, rhythm."""

    def start(self, order: Order) -> Hosted: ...

    def close(self, session: str) -> None:
        """Make a hosted page of no use any more; one that is paid or gone stays as it is."""

    def ask(self, about: About) -> Truth: ...

    def gift_of(self, event: Event) -> str:
        """The key of the gift that an event is about, asked where the event does not say it; empty if it has none."""

    def give_back(self, payment: str, money: Money, key: str) -> GivenBack: ...

    def change_amount(self, subscription: str, money: Money, key: str) -> None: ...

    def pause(self, subscription: str, key: str) -> None: ...

    def resume(self, subscription: str, key: str) -> None: ...

    def cancel(self, subscription: str, key: str) -> None:
        """One that has ended already stays so."""

    def card_page(self, about: About, back: str, language: str) -> str:
        """The address of the provider's page where the donor changes the card."""

    def read_event(self, body: bytes, headers: Mapping[str, str], query: Mapping[str, str], moment: datetime) -> Event:
        """Check signature and age. Raises NotBelieved."""

    def payments_since(self, since: datetime) -> Iterator[Found]:
        """What was received from `since` on, in any order, with what was given back of it."""
