"""What Stripe's own library knows of requests and answers, made by Stripe from its specification: the local server
refuses what these types do not name, and its own answers are held against them.
"""

import builtins
import sys
import types
import typing
from functools import cache
from typing import Any, Literal, Union

import stripe
from stripe._object_classes import get_object_class
from stripe._request_options import RequestOptions
from stripe._stripe_object import StripeObject
from typing_extensions import is_typeddict

ABOUT_THE_CALL = set(RequestOptions.__annotations__)


class _Names(dict):
    """What stands in the module, and names that the library imports there for type checkers alone."""

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name):
            raise KeyError(name)
        return dict if name == "UntypedStripeObject" else getattr(stripe, name, None) or getattr(typing, name, Any)


@cache
def fields_of(owner: type) -> dict[str, Any]:
    names = _Names(vars(sys.modules[owner.__module__]))
    hints = typing.get_type_hints(owner, localns=names)
    return {name: hint for name, hint in hints.items() if name not in ABOUT_THE_CALL and name[0].islower()}


class WrongParameter(Exception):
    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"{code}: {name}")
        self.name, self.code = name, code


def check_parameters(given: dict[str, Any], owner: type, within: str = "") -> dict[str, Any]:
    """The parameters with their types, from what came as a form. Raises WrongParameter."""
    fields, checked = fields_of(owner), {}
    for name, value in given.items():
        path = f"{within}[{name}]" if within else name
        if name not in fields:
            raise WrongParameter(path, "parameter_unknown")
        checked[name] = _checked(value, fields[name], path)
    for name in getattr(owner, "__required_keys__", ()):
        if name in fields and name not in given:
            raise WrongParameter(f"{within}[{name}]" if within else name, "parameter_missing")
    return checked


def _checked(value: Any, hint: Any, path: str) -> Any:
    failure = WrongParameter(path, "parameter_invalid")
    for one in _choices(hint):
        try:
            return _as(value, one, path)
        except WrongParameter as error:
            failure = error
    raise failure


def _choices(hint: Any) -> list[Any]:
    """Of a union its members; a list of words that the library leaves open is closed here, but for "empty or text"."""
    if typing.get_origin(hint) in (typing.NotRequired, typing.Required):
        return _choices(typing.get_args(hint)[0])
    if typing.get_origin(hint) not in (Union, types.UnionType):
        return [hint]
    members = [one for member in typing.get_args(hint) for one in _choices(member)]
    closed = any(typing.get_origin(one) is Literal and typing.get_args(one) != ("",) for one in members)
    return [one for one in members if not (closed and one is str)]


def _as(value: Any, hint: Any, path: str) -> Any:
    origin, wrong = typing.get_origin(hint), WrongParameter(path, "parameter_invalid")
    if is_typeddict(hint):
        if not isinstance(value, dict):
            raise wrong
        return check_parameters(value, hint, path)
    if hint is dict or origin is dict:
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise wrong
        return value
    if origin is list:
        if not isinstance(value, dict) or [*value] != [str(number) for number in range(len(value))]:
            raise wrong
        inner = typing.get_args(hint)[0]
        return [_checked(one, inner, f"{path}[{place}]") for place, one in value.items()]
    if isinstance(value, dict):
        raise wrong
    if origin is Literal:
        if value in typing.get_args(hint):
            return value
    elif hint is bool:
        if value in ("true", "false"):
            return value == "true"
    elif hint is int:
        if value.removeprefix("-").isdigit():
            return int(value)
    elif hint is str:
        return value
    raise wrong


def faults_of(answer: Any) -> list[str]:
    """What is not as the library's types have it, in an answer and in all objects within."""
    if isinstance(answer, dict) and answer.get("object") == "list":
        return _list_faults(answer, "list")
    return _faults(answer, get_object_class("V1", answer["object"]), answer["object"])


def _list_faults(answer: dict[str, Any], path: str) -> list[str]:
    wrong = [f"{path}: {name}" for name in {"object", "data", "has_more", "url"} ^ set(answer)]
    return wrong + [fault for one in answer["data"] for fault in faults_of(one)]


def _faults(thing: dict[str, Any], owner: type, path: str) -> list[str]:
    fields, found = fields_of(owner), []
    for name, value in thing.items():
        if name not in fields:
            found.append(f"{path}.{name}: unknown")
        elif not any(_fits(value, one, f"{path}.{name}", found) for one in _choices(fields[name])):
            found.append(f"{path}.{name}: {str(value)[:60]!r} is no {fields[name]}")
    for name, hint in fields.items():
        if name not in thing and type(None) not in _choices(hint):
            found.append(f"{path}.{name}: missing")
    return found


def _fits(value: Any, hint: Any, path: str, found: list[str]) -> bool:
    """Whether it is of the kind; what is wrong further within goes to `found`."""
    origin = typing.get_origin(hint)
    if hint in (str, int, bool, type(None)):
        return type(value) is hint
    if origin is Literal:
        return value in typing.get_args(hint)
    if origin is list:
        inner = _choices(typing.get_args(hint)[0])
        return isinstance(value, list) and all(any(_fits(one, kind, path, found) for kind in inner) for one in value)
    if hint in (dict, Any) or origin is dict:
        return isinstance(value, dict)
    if not isinstance(value, dict):
        return False
    if value.get("object") == "list":
        found += _list_faults(value, path)
    elif "object" in value:
        found += faults_of(value)
    elif isinstance(hint, type) and issubclass(hint, StripeObject):
        found += _faults(value, hint, path)
    return True
