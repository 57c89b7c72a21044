"""Which commitment a row is about: by its address here, its reference, or what it says."""

import json
import re
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

from enlace.commitments.exchange.lines import Line
from enlace.commitments.models import Commitment

OWN_ADDRESS = re.compile(r"/commitments/(\d{1,18})/?\Z")


def own_pk(address: str) -> int | None:
    """Of a commitment of this site, named by its address."""
    if not address.startswith(settings.BASE_URL + "/"):
        return None
    found = OWN_ADDRESS.search(address)
    return int(found[1]) if found else None


def reference_of(line: Line) -> str:
    """What the commitment is called in its table: its reference, its address elsewhere, or a fingerprint."""
    if line.reference:
        return line.reference
    if line.address and own_pk(line.address) is None:
        return f"address:{_hash(line.address)}"
    says = [line.title, line.text, line.source]
    texts = [sorted((language, text.casefold()) for language, text in one.items()) for one in says]
    return f"import:{_hash(json.dumps([sorted(line.parties), texts, str(line.made_on or '')], sort_keys=True))}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Known:
    """By the numbers of the rows: the commitment on record that a row is about, or else what a new one is called."""

    there: dict[int, int]
    references: dict[int, str]


def known(rows: list[Line]) -> Known:
    addressed = {line.number: pk for line in rows if (pk := own_pk(line.address)) is not None}
    there = _among("pk", set(addressed.values()))
    found = {number: pk for number, pk in addressed.items() if pk in there}
    references = {line.number: reference_of(line) for line in rows if line.number not in found}
    by_reference = _among("reference", set(references.values()))
    found |= {number: by_reference[one] for number, one in references.items() if one in by_reference}
    return Known(found, references)


def _among[Key: (int, str)](name: str, keys: set[Key]) -> dict[Key, int]:
    ordered, found = sorted(keys), {}
    for start in range(0, len(ordered), 500):
        rows = Commitment.objects.filter(**{f"{name}__in": ordered[start : start + 500]})
        found.update({getattr(one, name): one.pk for one in rows.only("pk", name)})
    return found
