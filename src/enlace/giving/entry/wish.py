"""All that a donor wrote, checked, before it becomes a gift."""

import json
from dataclasses import asdict, dataclass

from enlace.giving.entry.choice import Choice


@dataclass(frozen=True)
class Wish:
    """`thanked_as` is empty for an anonymous gift, `organisation` for one of a person; `provider` is its name."""

    choice: Choice
    email: str
    name: str
    country: str
    language: str
    provider: str
    thanked_as: str = ""
    in_memory_of: str = ""
    message: str = ""
    organisation: str = ""

    @property
    def receipt_name(self) -> str:
        return self.organisation or self.name

    @property
    def content(self) -> str:
        """The same for what is the same."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
