"""What Stripe's errors mean to us, and the ids in its answers."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import stripe

from enlace.giving.providers.face import NotAnswered, Refused

log = logging.getLogger(__name__)
OUR_KEY = (stripe.AuthenticationError, stripe.PermissionError)


@contextmanager
def changing() -> Iterator[None]:
    """A call that changes something: raises NotAnswered or Refused, and nothing of what was sent or answered.

    Stripe says 409 while the same call is at work, and 429 for too many. That it does not know our key tells nothing
    of the gift: the call may be made again when the key is right.
    """
    try:
        yield
    except OUR_KEY:
        log.error("Stripe refuses the secret key of this server.")
        raise NotAnswered("stripe") from None
    except (stripe.CardError, stripe.InvalidRequestError, stripe.IdempotencyError) as error:
        raise Refused(_code(error)) from None
    except stripe.StripeError:
        raise NotAnswered("stripe") from None


@contextmanager
def asking() -> Iterator[None]:
    """A question: raises NotAnswered alone. What Stripe does not know is handled inside, where it means something."""
    try:
        with changing():
            yield
    except Refused as refusal:
        log.error("Stripe refused a question (%s).", refusal.reason)
        raise NotAnswered("stripe") from None


def is_missing(error: stripe.InvalidRequestError) -> bool:
    return error.code == "resource_missing"


def id_of(thing: Any) -> str:
    """Of what Stripe gives as an id, as the whole object, or not at all."""
    return thing if isinstance(thing, str) else thing.id if thing is not None else ""


def named(metadata: Any, name: str) -> str:
    """What we wrote in the metadata of an object; the library's objects are no dicts."""
    return metadata[name] if metadata is not None and name in metadata else ""


def _code(error: stripe.StripeError) -> str:
    detail = error.error
    return error.code or (detail.type if detail is not None and detail.type else "invalid_request_error")
