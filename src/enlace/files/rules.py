from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.files.models import File, Version
from enlace.files.owners import file_owner


def _may_change(user: Anyone | None, record: Any) -> bool:
    owner = file_owner(record)
    return owner is not None and owner.can_change(user, record)


def _may_erase(user: Anyone | None, record: Any) -> bool:
    owner = file_owner(record)
    return owner is not None and owner.can_erase(user, record)


CHANGER_OF_OWNER = Party(_("who may change the record that the file belongs to"), _may_change)
CHANGER_OF_FILE = Party(CHANGER_OF_OWNER.label, lambda user, file, *things: _may_change(user, file.owner))
ERASER_OF_FILE = Party(
    _("who may erase the files of the record that it belongs to"), lambda user, file: _may_erase(user, file.owner)
)

ERASER_OF_VERSION = Party(ERASER_OF_FILE.label, lambda user, version: _may_erase(user, version.file.owner))


@allows(CHANGER_OF_OWNER, COMMAND_LINE, does=_("Add a private file"), condition=_("the record can still be changed"))
def can_add_file(user: Anyone | None, owner: Any) -> bool:
    return _may_change(user, owner)


@allows(
    CHANGER_OF_FILE,
    COMMAND_LINE,
    does=_("Add a new version of a private file"),
    condition=_("the record can still be changed"),
)
def can_add_version(user: Anyone | None, file: File) -> bool:
    return _may_change(user, file.owner)


@allows(
    CHANGER_OF_FILE,
    COMMAND_LINE,
    does=_("Hand a private file over to another record"),
    condition=_("both records can still be changed, also by who does it"),
)
def can_hand_over_file(user: Anyone | None, file: File, owner: Any) -> bool:
    return _may_change(user, file.owner) and _may_change(user, owner)


@allows(ERASER_OF_FILE, COMMAND_LINE, does=_("Erase a private file"))
def can_erase_file(user: Anyone | None, file: File) -> bool:
    return _may_erase(user, file.owner)


@allows(ERASER_OF_VERSION, COMMAND_LINE, does=_("Erase a version of a private file"))
def can_erase_version(user: Anyone | None, version: Version) -> bool:
    return _may_erase(user, version.file.owner)
