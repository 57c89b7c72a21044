"""What tests make the sandbox do wrong; kept in the books, so that a sandbox killed and started again goes on with it.

`errors`: the next so many calls are answered 500. `drops`: of the next so many the connection is cut after the work
is done. `hangs`: the next so many wait for `hang_seconds` before anything is done. `hold`: webhooks wait. `lose`:
webhooks of what happens from now on are never sent. `repeat`: each is sent so often. `shuffle`: in any order.
"""

from dataclasses import asdict, dataclass
from typing import Any

from enlace.giving.sandbox.books import Book, set_setting, setting

COUNTED = ("errors", "drops", "hangs")


@dataclass(frozen=True)
class Faults:
    errors: int = 0
    drops: int = 0
    hangs: int = 0
    hang_seconds: float = 1.0
    hold: bool = False
    lose: bool = False
    repeat: int = 1
    shuffle: bool = False


def faults(book: Book) -> Faults:
    return Faults(**setting(book, "faults", {}))


def set_faults(book: Book, changes: dict[str, Any]) -> None:
    set_setting(book, "faults", asdict(Faults(**asdict(faults(book)) | changes)))


def take_faults(book: Book) -> set[str]:
    """Those of `COUNTED` that befall this call; each is one less then."""
    now = asdict(faults(book))
    taken = {name for name in COUNTED if now[name] > 0}
    if taken:
        set_setting(book, "faults", now | {name: now[name] - 1 for name in taken})
    return taken
