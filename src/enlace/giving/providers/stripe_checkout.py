from typing import Any


class StripeCheckout:
    name = "stripe"

    def __init__(self, *keys: str) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)
