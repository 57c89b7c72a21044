from typing import Any


class Sandbox:
    name = "sandbox"

    def __init__(self, *keys: str) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)
