"""Small PDFs, good and hostile, written by hand so that nothing in them is checked beforehand."""

import zlib
from collections.abc import Mapping

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SPANISH = (
    "La regulación de las armas de fuego previene la violencia masiva. Los Estados miembros comparten sus avances "
    "en la prevención del genocidio y de otras atrocidades, y cada mecanismo nacional cuenta lo que aprendió."
)


def written(objects: Mapping[int, bytes], extra: bytes = b"") -> bytes:
    """A file of numbered objects, the first being its root."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % places[n] for n in sorted(places))
    size = max(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, extra, len(out))
    return out + b"xref\n0 1\n0000000000 65535 f \n1 %d\n" % len(places) + table + trailer


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def made_pdf(
    *pages: str,
    title: str = "",
    author: str = "",
    box: bytes = b"[0 0 612 792]",
    root: bytes = b"",
    count: int | None = None,
) -> bytes:
    """Each page holds the lines of its text; a line that begins with `# ` is written large."""
    pages = pages or ("",)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages) if count is None else count),
        3: FONT,
    }
    for place, text in enumerate(pages):
        number = 4 + 2 * place
        head = b"<</Type/Page/Parent 2 0 R/MediaBox %s/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        objects[number], objects[number + 1] = head % (box, number + 1), stream(_drawn(text))
    last = max(objects) + 1
    objects[last] = b"<<%s%s>>" % (_entry("Title", title), _entry("Author", author))
    return written(objects, b"/Info %d 0 R" % last)


def _drawn(text: str) -> bytes:
    lines = []
    for place, line in enumerate(text.splitlines()):
        size = 28 if line.startswith("# ") else 11
        words = line.removeprefix("# ").encode("cp1252").replace(b"\\", b"\\\\")
        words = words.replace(b"(", b"\\(").replace(b")", b"\\)")
        lines.append(b"BT /F %d Tf 50 %d Td (%s) Tj ET" % (size, 740 - 34 * place, words))
    return b"\n".join(lines)


def _entry(name: str, value: str) -> bytes:
    return b"/%s<%s>" % (name.encode(), value.encode("utf-16").hex().encode()) if value else b""


def bomb(size: int = 1_000_000_000) -> bytes:
    """A page whose contents unfold to `size` bytes."""
    packing, block = zlib.compressobj(9), b" " * 1_000_000
    packed = b"".join(packing.compress(block) for _ in range(size // len(block))) + packing.flush()
    return written(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
            4: b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed),
        }
    )


def deep_tree(depth: int) -> bytes:
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth + 2):
        objects[number] = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1)
    objects[depth + 2] = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 10 10]>>" % (depth + 1)
    return written(objects)
