"""Mercado Pago's API over HTTP, with amounts as exact decimals on the way out and on the way in.

The official library of Mercado Pago makes binary fractions of both, so the few calls that are needed are made here.
Nothing of a request or an answer is logged, and the token is in no text of an error.
"""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import requests

from enlace.giving.providers.face import NotAnswered, Refused

log = logging.getLogger(__name__)
ASK_LATER = {401, 408, 423, 425, 429}
"""Answers that judge nothing of what was asked: a wrong token, too many calls, the same call still on its way."""


def write_json(value: Any) -> str:
    """JSON in which a Decimal stands as the number that it is, figure by figure."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("JSON has no such number.")
        return format(value, "f")
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{json.dumps(str(name))}:{write_json(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(write_json(one) for one in value) + "]"
    if value is None or isinstance(value, str | bool | int):
        return json.dumps(value)
    raise TypeError(f"{type(value).__name__} has no place in what is sent.")


def read_json(text: str) -> Any:
    """Numbers with a fraction become Decimals. Raises ValueError, also for what is no number of JSON."""
    return json.loads(text, parse_float=Decimal, parse_constant=_no_number)


def _no_number(text: str) -> None:
    raise ValueError(text)


class MercadoPagoApi:
    """`address` is the API's, without a slash at its end. Raises NotAnswered and, where something changes, Refused."""

    def __init__(self, token: str, address: str) -> None:
        self._token, self.address = token, address
        self.patience = (5, 20)
        """Seconds to connect, and to wait for an answer."""

    def get(self, path: str, **query: str | int) -> Any:
        """None where there is no such thing, or can be none by its name; a search always answers."""
        answer = self._call("GET", path, query=query)
        if answer.status_code in {400, 404} and not query:
            return None
        if answer.status_code >= 300:
            raise NotAnswered("mercado_pago")
        return _read(answer)

    def pages(self, path: str, **query: str | int) -> Iterator[Any]:
        """Everything that a search finds, page after page."""
        offset = 0
        while True:
            found = self.get(path, **query, offset=offset)
            yield from (results := found.get("results") or [])
            offset += len(results)
            if not results or offset >= int((found.get("paging") or {}).get("total", 0)):
                return

    def send(self, method: str, path: str, body: Mapping[str, Any], key: str = "") -> Any:
        """Change something; with the same `key` it is done once. Putting needs none: done twice, it stands the same."""
        answer = self._call(method, path, body=write_json(body), key=key)
        if answer.status_code >= 400:
            raise Refused(_code_of(answer))
        if answer.status_code >= 300:
            raise NotAnswered("mercado_pago")
        return _read(answer)

    def _call(
        self, method: str, path: str, *, query: Mapping[str, Any] | None = None, body: str = "", key: str = ""
    ) -> requests.Response:
        headers = {"Accept": "application/json"}
        headers |= {"Content-Type": "application/json"} if body else {}
        headers |= {"X-Idempotency-Key": key} if key else {}
        try:
            answer = requests.request(
                method,
                self.address + path,
                params=query,
                data=body.encode() if body else None,
                headers=headers,
                auth=self._sign,
                timeout=self.patience,
                allow_redirects=False,
            )
        except (requests.RequestException, UnicodeError):
            raise NotAnswered("mercado_pago") from None
        if answer.status_code == 401:
            log.error("Mercado Pago does not accept the token (ENLACE_MERCADO_PAGO_TOKEN).")
        if answer.status_code >= 500 or answer.status_code in ASK_LATER:
            raise NotAnswered("mercado_pago")
        return answer

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def path_to(*names: str) -> str:
    """A path in which no name can lead elsewhere."""
    return "".join(f"/{quote(name, safe='')}" for name in names)


def _read(answer: requests.Response) -> Any:
    try:
        return read_json(answer.content.decode())
    except ValueError:
        raise NotAnswered("mercado_pago") from None


def _code_of(answer: requests.Response) -> str:
    """The code of a refusal; its free text may hold what was sent, and is left where it is."""
    try:
        told = read_json(answer.content.decode())
        causes = told.get("cause") or [{}]
        first = causes[0] if isinstance(causes, list) else causes
        code = str(first.get("code") or told.get("error") or "")
    except (ValueError, AttributeError, IndexError):
        code = ""
    return code if re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", code) else f"http_{answer.status_code}"
