import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.website.negotiation import ENCODINGS, matches, preferred_encoding

WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.5", "; q=1.000", ";q=nonsense"])


@pytest.mark.parametrize(
    ("accepted", "encoding", "reason"),
    [
        ("", "identity", "nothing is asked for"),
        ("gzip, deflate, br, zstd", "br", "what browsers send"),
        ("gzip, deflate", "gzip", "an older browser, or plain http"),
        ("GZIP", "gzip", "names are not case-sensitive"),
        ("br;q=0.5, gzip;q=0.8", "gzip", "the reader prefers it"),
        ("br;q=0, gzip", "gzip", "forbidden"),
        ("*", "br", "anything"),
        ("*;q=0", "identity", "nothing, yet an answer must be sent"),
        ("br;q=0, *", "gzip", "anything but one"),
        ("identity, br;q=0.5", "identity", "plain is preferred"),
        ("gzip;q=2", "identity", "no weight at all"),
        ("brotli, x-gzip", "identity", "other names"),
    ],
)
def test_the_encoding_follows_the_weights(accepted, encoding, reason):
    assert preferred_encoding(accepted) == encoding, reason


@given(st.lists(st.tuples(st.sampled_from(["br", "gzip", "deflate", "*", "identity"]), WEIGHTS), max_size=6))
def test_a_forbidden_encoding_is_never_sent(parts):
    weights = dict(parts)
    chosen = preferred_encoding(", ".join(name + weight for name, weight in weights.items()))
    if chosen != "identity":
        assert weights.get(chosen, weights.get("*", ";q=0")) not in {";q=0", ";q=nonsense"}


@given(st.text(max_size=40))
def test_any_header_gets_an_answer(accepted):
    assert preferred_encoding(accepted) in {*ENCODINGS, "identity"}


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ('"a-br"', True),
        ('W/"a-br"', True),
        ('"b", W/"a-br" ', True),
        ("*", True),
        ('"a-gzip"', False),
        ("a-br", False),
        ('"x, "a-br', False),
        ("", False),
    ],
)
def test_a_reader_has_the_page_if_one_of_the_tags_is_its(header, known):
    assert matches(header, '"a-br"') is known
