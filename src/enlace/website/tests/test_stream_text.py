from hypothesis import given
from hypothesis import strategies as st

from enlace.website.stream_text import first_paragraph, plain_text, spoken

blocks = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=9,
)


def test_markup_goes_and_words_stay_apart_or_together_as_they_were():
    assert spoken("<p>Uno<br/>dos &amp; <b>tr</b>es</p><p>cuatro</p>") == "Uno dos & tres cuatro"


def test_words_of_every_block_are_found_addresses_and_ids_are_not():
    body = [
        {"type": "heading", "value": "Título", "id": "6f1"},
        {"type": "picture", "value": {"image": {"image": 7, "alt_text": "Una mesa"}, "caption": "Pie"}, "id": "6f2"},
        {"type": "embed", "value": {"address": "https://video.example/7", "title": "Un vídeo"}, "id": "6f3"},
    ]
    assert plain_text(body) == "Título\nUna mesa\nPie\nUn vídeo"


def test_the_first_paragraph_is_the_first_with_words():
    body = [{"type": "heading", "value": "Título"}, {"type": "paragraph", "value": "<p> </p>"}]
    assert first_paragraph(body) == ""
    assert first_paragraph([*body, {"type": "paragraph", "value": "<p>Hola</p>"}]) == "Hola"


@given(st.lists(st.fixed_dictionaries({"type": st.text(), "value": blocks})))
def test_no_content_upsets_it(body):
    assert isinstance(plain_text(body), str)
