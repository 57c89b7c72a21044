"""What a call gives, read strictly: a field that is missing or of another form is named."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from enlace.giving.money.amounts import NoAmount, exponent_of

MOST = 10**15


class BadForm(ValueError):
    """The argument is the field."""


def _can_be_written(value: str) -> bool:
    """Half of a pair of surrogates, which JSON may hold, stands in no file."""
    return value.encode("utf-8", "ignore").decode() == value


@dataclass(frozen=True)
class Fields:
    given: dict[str, Any]

    def text(self, name: str, longest: int) -> str:
        value = self.given.get(name)
        if not isinstance(value, str) or len(value) > longest or not _can_be_written(value):
            raise BadForm(name)
        return value

    def amount(self) -> int:
        value = self.given.get("amount")
        if type(value) is not int or not 1 <= value < MOST:
            raise BadForm("amount")
        return value

    def currency(self) -> str:
        code = self.text("currency", 3)
        try:
            exponent_of(code)
        except NoAmount:
            raise BadForm("currency") from None
        return code

    def flag(self, name: str) -> bool:
        value = self.given.get(name)
        if not isinstance(value, bool):
            raise BadForm(name)
        return value

    def whole(self, name: str) -> int:
        """Of a query, where all is text; 0 where it is not given."""
        value = str(self.given.get(name, "0"))
        if not (value.isascii() and value.isdigit() and len(value) <= 12):
            raise BadForm(name)
        return int(value)

    def address(self, name: str) -> str:
        value = self.text(name, 2000)
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or any(ord(one) <= 32 for one in value):
            raise BadForm(name)
        return value
