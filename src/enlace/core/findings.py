from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One line of `./enlace doctor`."""

    level: Literal["ok", "warn", "bad"]
    sentence: str
