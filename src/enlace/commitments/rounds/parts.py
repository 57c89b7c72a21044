"""What upper apps say in the one mail that a person gets on a day (registry kind `digest_part`).

A person's parts stand below what a review round says or, where no round says something, in a mail of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enlace.core.registry import registered


@dataclass(frozen=True)
class DigestPart:
    """`keys` (of `told.part_key`): the occasions that it is said on; it is left out where each was said already.

    `subject` and `text` are asked for with the language of the person active. The text ends with its own link.
    """

    keys: Sequence[str]
    subject: Callable[[], str]
    text: Callable[[], str]


def parts_due(day: date) -> Mapping[int, list[DigestPart]]:
    """By the number of the person, what is to be said to them on a day and was not yet."""
    found: dict[int, list[DigestPart]] = defaultdict(list)
    for offer in registered("digest_part"):
        for person, part in offer(day).items():
            found[person].append(part)
    return found
