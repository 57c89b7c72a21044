"""Which mechanisms of the register are shown: by function and by status, as the address asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from enlace.mechanisms.models import Mechanism, Status
from enlace.mechanisms.register.facts import FUNCTIONS

UNKNOWN = "unknown"
STATUSES = (*Status.values, UNKNOWN)


@dataclass(frozen=True)
class Selection:
    """Empty: of every function, of every status."""

    function: str = ""
    status: str = ""

    def __bool__(self) -> bool:
        return bool(self.function or self.status)

    def holds(self, mechanism: Mechanism) -> bool:
        has_function = not self.function or bool(getattr(mechanism, self.function))
        return has_function and (not self.status or status_of(mechanism) == self.status)

    def of(self, mechanisms: Iterable[Mechanism]) -> list[Mechanism]:
        return [one for one in mechanisms if self.holds(one)]

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})


def selection_from(asked: Mapping[str, str]) -> Selection:
    """What is no function or status asks for nothing."""
    function, status = asked.get("function", ""), asked.get("status", "")
    return Selection(function if function in FUNCTIONS else "", status if status in STATUSES else "")


def status_of(mechanism: Mechanism) -> str:
    return mechanism.status or UNKNOWN
