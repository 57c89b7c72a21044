"""Bytes of a saved page to text, whatever its declared encoding says."""

import email
import email.policy
import re

from charset_normalizer import from_bytes

from enlace.importer.marked import gettext_noop as _
from enlace.importer.unreadable import Unreadable

LIMIT_MB = 20

SIGNATURES = {
    b"\x89PNG": _("a PNG image"),
    b"\xff\xd8\xff": _("a JPEG image"),
    b"GIF8": _("a GIF image"),
    b"RIFF": _("an image, sound or film"),
    b"%PDF": _("a PDF document"),
    b"PK\x03\x04": _("a ZIP archive or an office document"),
    b"PK\x05\x06": _("a ZIP archive"),
    b"\x1f\x8b": _("a compressed archive"),
    b"7z\xbc\xaf": _("a compressed archive"),
    b"Rar!": _("a compressed archive"),
    b"\xd0\xcf\x11\xe0": _("an office document"),
    b"{\\rtf": _("a rich text (RTF) document"),
    b"bplist": _("a web archive of Safari"),
    b"\x7fELF": _("a program"),
    b"MZ\x90": _("a program"),
    b"SQLite format 3": _("a database"),
}

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
IBERIAN = frozenset("áéíóúüñÁÉÍÓÚÜÑàâãçêôõÀÂÃÇÊÔÕ¿¡ªº°«»“”‘’–—…·•©®€§´\u00a0\u00ad")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MISREAD = re.compile("Ã[\u0080-\u00bf€-™]|â€")
MHTML = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,20}?Content-Type:\s*multipart/related", re.I)


def decode(data: bytes, *, name: str) -> str:
    """The text of `data`; raises Unreadable for what is empty, too large or not text."""
    if len(data) > LIMIT_MB * 1024 * 1024:
        raise Unreadable("too_large", name=name, size=round(len(data) / 1024 / 1024), limit=LIMIT_MB)
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise Unreadable("binary_file", name=name, kind=kind)
    if MHTML.match(data[:4000].replace(b"\r\n", b"\n")):
        return _decode_web_archive(data, name)
    text = _decode_bytes(data)
    if not text.strip("\x00\ufeff \t\r\n\f\v"):
        raise Unreadable("empty_file", name=name)
    sample = text[:200_000]
    if len(CONTROL.findall(sample)) + sample.count("\ufffd") > max(2, len(sample) // 200):
        raise Unreadable("binary_file", name=name, kind=_("a file of binary data"))
    return CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _decode_bytes(data: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if wide := _unmarked_utf16(data):
        return data.decode(wide, errors="replace")
    try:
        return _undo_misreading(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_single_bytes(data)


def _unmarked_utf16(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every second byte, on one side only."""
    sample = data[: min(len(data), 4000) // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half < 2 or abs(even - odd) < 0.6 * half or min(even, odd) > 0.05 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _undo_misreading(text: str) -> str:
    """Text that some program read as Windows-1252 and saved as UTF-8 is read back once."""
    if not MISREAD.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _decode_single_bytes(data: bytes) -> str:
    mended = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= char <= "\udcff" for char in mended)
    whole = sum(char > "\x7f" for char in mended) - broken
    if whole >= 3 * broken:
        return "".join(_windows(char) if "\udc80" <= char <= "\udcff" else char for char in mended)
    windows = "".join(map(_windows_byte, data)) if len(data) < 4096 else _windows_text(data)
    foreign = [char for char in windows if char > "\x7f"]
    if sum(char in IBERIAN for char in foreign) >= 0.9 * len(foreign):
        return windows
    declared = DECLARED.search(data[:4096])
    if declared and (text := _strictly(data, declared[1].decode("ascii").lower())) is not None:
        return text
    guess = from_bytes(data[:200_000]).best()
    if guess and (text := _strictly(data, guess.encoding)) is not None:
        return text
    return windows


def _strictly(data: bytes, encoding: str) -> str | None:
    if encoding.replace("_", "-") in {
        "utf-8",
        "utf8",
        "ascii",
        "us-ascii",
        "iso-8859-1",
        "latin1",
        "latin-1",
        "utf-16",
    }:
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _windows_text(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(map(_windows_byte, data))


def _windows_byte(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)


def _windows(escaped: str) -> str:
    return _windows_byte(ord(escaped) - 0xDC00)


def _decode_web_archive(data: bytes, name: str) -> str:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            address = str(message.get("Snapshot-Content-Location", ""))
            mark = f"<!-- saved from url=(0000){address} -->\n" if address else ""
            return mark + decode(payload if isinstance(payload, bytes) else b"", name=name)
    raise Unreadable("no_body", name=name)
