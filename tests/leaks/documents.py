"""Files to put canaries into, and what stands in the files that pages answer with.

Of PDF the text, bookmarks and properties; of ZIP, of which XLSX is one, the names and contents of its members.
"""

import io
import zipfile
import zlib

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name


def pdf_of(words: str) -> bytes:
    """One page with these words, not to be read from its bytes."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
        data = io.BytesIO()
        pdf.save(data)
    return data.getvalue()


def text_within(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    if data.startswith(b"%PDF-"):
        text += _of_pdf(data)
    elif data.startswith(b"PK\x03\x04"):
        text += _of_zip(data)
    return text


def _of_pdf(data: bytes) -> str:
    """Without any space too, since lines break words. Broken ones show nothing beyond their bytes."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
        marks = " ".join(mark.get_title() for mark in document.get_toc())
        return f" {text} {''.join(text.split())} {marks} {document.get_metadata_dict()}"
    finally:
        document.close()


def _of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            return " ".join(f"{name} {text_within(members.read(name))}" for name in members.namelist())
    except (zipfile.BadZipFile, zlib.error):
        return ""
