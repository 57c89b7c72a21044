"""Groups that somebody gives instead of having them computed: a JSON object, voter → group."""

import json
from collections.abc import Collection, Hashable
from pathlib import Path
from typing import Any

from .export import shown

NAMED = 5
LARGEST = 100 * 1024 * 1024


class BadGroups(Exception):
    """The message says what is wrong with the file, for whoever typed the command."""


def read_groups(path: Path, voters: Collection[Hashable]) -> dict[Hashable, int | str]:
    """The group of each voter that the file names; a voter with null is in none. Raises BadGroups."""
    given = _parsed(path)
    if not isinstance(given, dict):
        raise BadGroups(f'{path} must hold a JSON object, voter to group, such as {{"1": 0, "2": 1}}.')
    groups = {voter: group for voter, group in given.items() if group is not None}
    if not groups:
        raise BadGroups(f"{path} puts no voter into a group.")
    for voter, group in groups.items():
        if isinstance(group, bool) or not isinstance(group, int | str):
            raise BadGroups(f"{path}: the group of voter {shown(voter)} must be a whole number or a name.")
    if len({type(group) for group in groups.values()}) > 1:
        raise BadGroups(f"{path}: some groups are numbers and some are names. Write all in one way.")
    known = set(voters)
    if unknown := [voter for voter in groups if voter not in known]:
        names = ", ".join(shown(voter) for voter in unknown[:NAMED]) + (", …" if len(unknown) > NAMED else "")
        raise BadGroups(
            f"{path}: {len(unknown)} of {len(groups)} voters are not in the export: {names}. "
            "Write the voters as they stand in the column voter-id."
        )
    return dict(groups)


def _parsed(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise BadGroups(f"{path} is too large for a file of groups.")
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise BadGroups(f"{path} cannot be read: {error.strerror}.") from None
    except json.JSONDecodeError as error:
        raise BadGroups(f"{path} is no JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except (ValueError, RecursionError):
        raise BadGroups(f"{path} is no JSON.") from None
