"""What may come in as a private file, and what is said about what may not. Every sentence tells what to do instead."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from enlace.files.contents import MOST_POINTS, Fault, fault_in
from enlace.files.hostile import LONGEST_NAME, NameFault, fault_in_name, kept_name
from enlace.files.kinds import PRIVATE, extension

LARGEST_FILE = 20 * 1024 * 1024
KINDS_IN_WORDS = ", ".join(kind.upper() for kind in PRIVATE if kind != "jpeg")

OF_NAMES: dict[NameFault, Any] = {
    "empty": _("This file has no name. Give it one that says what it is, and choose it again."),
    "path": _(
        'The name of this file holds one of the signs \\ / : * ? " < > |, which not every computer takes. '
        "Rename it without them and choose it again."
    ),
    "unseen": _(
        "The name of this file holds letters that cannot be seen, which can make it look like another. "
        "Write the name anew and choose the file again."
    ),
    "edge": _("The name of this file begins or ends with a dot or a space. Rename it and choose it again."),
    "reserved": _("Some computers keep this name for themselves. Rename the file and choose it again."),
    "long": _("The name of this file is longer than %(longest)d letters. Shorten it and choose the file again."),
    "ending": _(
        "The name of this file has no ending that says what it is, for example .pdf. Save it as one of: %(kinds)s."
    ),
    "runs": _(
        "The name of this file says that it can run a program or a script (.%(kind)s). "
        "Save what it shows as PDF and choose that."
    ),
    "kind": _("Files that end in .%(kind)s are not taken. Save it as one of: %(kinds)s."),
}
OF_CONTENTS: dict[Fault, Any] = {
    "other": _(
        "This file is not what its name says: it holds no %(kind)s that can be read. "
        "Open it where it was made, save it anew as %(kind)s and choose that."
    ),
    "macros": _("This document carries a program (macros). Save it without macros, or as PDF, and choose that."),
    "unfolds": _("This document grows to many times its size when it is opened. Save it as PDF and choose that."),
    "points": _(
        "This picture has more than %(points)d million points. Make it smaller, or save it as PDF, and choose that."
    ),
    "letters": _("The text of this file cannot be read. Save it in UTF-8, or as PDF, and choose that."),
}
EMPTY = _("This file is empty. See whether the right one was chosen, and whether it was saved.")
TOO_LARGE = _("This file has more than %(largest)s. Make it smaller, for example by saving it as a smaller PDF.")


def check_upload(upload: Any) -> str:
    """The name to keep of an uploaded file. Raises ValidationError for `file` where it is not taken."""
    name, kind = kept_name(upload.name or ""), ending_shown(upload.name or "")
    unfit = fault_in_name(name)
    if unfit:
        raise refused(OF_NAMES[unfit], kind=kind, kinds=KINDS_IN_WORDS, longest=LONGEST_NAME)
    if not upload.size:
        raise refused(EMPTY)
    if upload.size > LARGEST_FILE:
        raise too_large()
    fault = fault_in(extension(name), upload)
    if fault:
        raise refused(OF_CONTENTS[fault], kind=kind.upper(), points=MOST_POINTS // 1_000_000)
    return name


def ending_shown(name: str) -> str:
    return extension(name)[:12]


def too_large() -> ValidationError:
    return refused(TOO_LARGE, largest=filesizeformat(LARGEST_FILE))


def refused(sentence: Any, **params: Any) -> ValidationError:
    return ValidationError({"file": ValidationError(sentence, code="refused_file", params=params)})
