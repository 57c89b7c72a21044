"""Whether a PDF carries what runs, starts, sends or brings along something: for `intake.pdf_reader`. No Django."""

from typing import Any

from pikepdf import Array, Dictionary, Pdf, Stream

MOST_OBJECTS, DEEPEST = 200_000, 12
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute", "/GoToE"}
CARRIES = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/FileAttachment", "/3D"}
KEYS = ("/JS", "/EF", "/XFA", "/EmbeddedFiles", "/JavaScript", "/AA")


def is_active(pdf: Pdf) -> bool:
    """Also where there is more in it than can be looked through."""
    if len(pdf.objects) > MOST_OBJECTS:
        return True
    return any(_found(one, DEEPEST) for one in pdf.objects)


def _found(thing: Any, deep: int) -> bool:
    """What stands in the object itself; others that it points to have their own turn."""
    if isinstance(thing, Array):
        return deep == 0 or any(_found(one, deep - 1) for one in thing.as_list() if _is_own(one))
    if not isinstance(thing, Dictionary | Stream):
        return False
    if deep == 0 or any(key in thing for key in KEYS):
        return True
    if str(thing.get("/S", "")) in RUNS or str(thing.get("/Subtype", "")) in CARRIES:
        return True
    return any(_found(thing.get(key), deep - 1) for key in list(thing.keys()) if _is_own(thing.get(key)))


def _is_own(one: Any) -> bool:
    return isinstance(one, Array | Dictionary) and not one.is_indirect
