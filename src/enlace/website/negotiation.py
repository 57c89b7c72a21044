"""What a request's headers ask for: the encoding of the answer, and whether the reader has it already."""

import re
from functools import lru_cache

ENCODINGS = ("br", "gzip")
_TAG = re.compile(r'(?:W/)?("[^"]*")')


@lru_cache(maxsize=512)
def preferred_encoding(accepted: str) -> str:
    """The best of `br`, `gzip` and `identity` for an Accept-Encoding header (RFC 9110, 12.5.3).

    Among encodings of one weight the smaller answer wins. Where a reader forbids all three, identity is sent.
    """
    weights: dict[str, float] = {}
    for part in accepted.split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip().lower()] = _weight(parameters)
    otherwise = weights.get("*", 0.0)
    weigh = {name: weights.get(name, otherwise) for name in ENCODINGS}
    best = max(ENCODINGS, key=lambda name: weigh[name])
    return best if weigh[best] > 0 and weigh[best] >= weights.get("identity", 0.0) else "identity"


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            return float(value) if re.fullmatch(r"\s*(0(\.\d*)?|1(\.0*)?)\s*", value) else 0.0
    return 1.0


def matches(if_none_match: str, etag: str) -> bool:
    """Whether an If-None-Match header names `etag`; weakly compared, since a proxy may have weakened it."""
    return if_none_match == etag or if_none_match.strip() == "*" or etag in _TAG.findall(if_none_match)
