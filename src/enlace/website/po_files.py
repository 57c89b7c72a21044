"""The texts of a translation as a PO file for a translator, and back.

What a machine drafted is marked fuzzy, as translators' programs know it: an entry that comes back without the mark
was read by a person.
"""

from dataclasses import dataclass, field

import polib
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from enlace.website.translations import INTERNAL, machine_drafts

WHOSE = "X-WagtailLocalize-TranslationID"
FUZZY = "fuzzy"


class UnreadablePo(ValueError):
    """The upload is no PO file of this translation; the message says why, for the person who uploaded it."""


@dataclass
class Imported:
    taken: int = 0
    """Texts that a person translated or confirmed."""

    unfinished: int = 0
    """Entries left empty or marked fuzzy."""

    unknown: int = 0
    """Entries whose source text is not on the page any more."""

    refused: list[tuple[str, str]] = field(default_factory=list)
    """Source texts whose translation the page cannot take, and why: too long, or with tags that do not fit."""


def export_po(translation: Translation, page: Page) -> str:
    po = translation.export_po()
    drafts = set(machine_drafts(page).values_list("context__path", "translation_of__data"))
    for entry in po:
        if (entry.msgctxt, entry.msgid) in drafts:
            entry.flags.append(FUZZY)
        if entry.msgctxt == INTERNAL:
            entry.comment = gettext("The address of the page: small letters without accents, and hyphens.")
    po.metadata["Language"] = translation.target_locale.language_code
    return str(po)


def read_po(data: bytes, translation: Translation) -> polib.POFile:
    """Raises UnreadablePo."""
    try:
        po = polib.pofile("#\n" + data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise UnreadablePo(gettext("The file is not written in UTF-8.")) from wrong
    except (OSError, ValueError, IndexError) as wrong:
        raise UnreadablePo(gettext("This is not a PO file.")) from wrong
    if WHOSE not in po.metadata:
        raise UnreadablePo(gettext("This PO file was not exported here: it does not say which page it translates."))
    if po.metadata[WHOSE] != str(translation.uuid):
        raise UnreadablePo(gettext("This PO file translates another page or another language."))
    return po


def is_unfinished(entry: polib.POEntry) -> bool:
    return not entry.msgstr.strip() or FUZZY in entry.flags
