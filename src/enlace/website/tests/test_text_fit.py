import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail_localize.models import Translation, TranslationContext
from wagtail_localize.strings import StringValue

from enlace.website.models import NewsPage
from enlace.website.po_files import UnreadablePo, read_po
from enlace.website.text_fit import as_written, from_written, has_marks, misfit, place_name

LETTERS = st.characters(exclude_categories=["C", "Z"], include_characters=" \n&<>\"'")
MARKED = 'La <b>Red</b> y <a id="a1">México</a>'


@given(st.text(LETTERS))
def test_a_plain_text_is_written_without_marks_and_comes_back_the_same(text):
    text = text.strip()
    stored = StringValue.from_plaintext(text).data
    assert not has_marks(stored)
    assert as_written(stored, stored) == text
    assert from_written(text, stored) == stored


@given(st.text(LETTERS))
def test_what_is_written_for_a_plain_source_never_becomes_a_mark(text):
    assert not has_marks(from_written(text, "Diez años"))


def test_a_text_with_marks_is_written_with_them():
    assert has_marks(MARKED)
    assert as_written(MARKED, MARKED) == MARKED
    assert from_written(f" {MARKED}\r\n", MARKED) == MARKED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "source", "text", "fits"),
    [
        ("title", "Diez", "Dez", True),
        ("title", "Diez", "", False),
        ("title", "Diez", "<br>", False),
        ("title", "Diez", "x" * 255, True),
        ("title", "Diez", "x" * 256, False),
        ("title", "Diez &amp; más", "&amp;" * 255, True),
        ("body.0.text", "Diez", "x" * 5000, True),
        ("body.0.text", MARKED, 'A <b>Rede</b> e o <a id="a1">México</a>', True),
        ("body.0.text", MARKED, "A Rede", True),
        ("body.0.text", MARKED, '<a id="a2">México</a>', False),
        ("body.0.text", MARKED, '<a href="https://example.org">México</a>', False),
        ("body.0.text", MARKED, "<p>A Rede</p>", False),
        ("body.0.text", MARKED, '<b onclick="x()">A Rede</b>', False),
        ("body.0.text", MARKED, "<script>x()</script>", False),
    ],
)
def test_what_the_page_can_take(path, source, text, fits):
    assert (misfit(NewsPage(), TranslationContext(path=path), source, text) == "") is fits


@pytest.mark.django_db
def test_a_place_is_named_as_the_editor_names_it():
    assert place_name(NewsPage(), TranslationContext(path="cover_text", field_path="cover_text")).strip()
    assert ", " in place_name(NewsPage(), TranslationContext(path="body.0.text", field_path="body.quote.text"))


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_bytes_are_a_po_file_of_this_page_or_are_refused_in_a_sentence(data):
    with pytest.raises(UnreadablePo, match=r"\w"):
        read_po(data, Translation())
