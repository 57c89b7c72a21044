from typing import Any


class MercadoPago:
    name = "mercado_pago"

    def __init__(self, *keys: str) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)
