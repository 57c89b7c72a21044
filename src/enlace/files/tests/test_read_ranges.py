import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.files.ranges import asked_stretch, read_stretch


@pytest.mark.parametrize(
    ("header", "stretch"),
    [
        *[("bytes=0-", (0, 10)), ("bytes=2-4", (2, 5)), ("bytes=2-400", (2, 10)), ("bytes=-3", (7, 10))],
        *[("bytes=-30", (0, 10)), ("BYTES = 9-9 ", (9, 10))],
        *[(header, None) for header in ("bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b", "")],
    ],
)
def test_one_stretch_is_read_and_everything_else_is_the_whole(header, stretch):
    assert asked_stretch(header, 10) == stretch


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_what_begins_after_the_end_is_told(header):
    with pytest.raises(ValueError, match="no byte of 10"):
        asked_stretch(header, 10)


@given(st.text(max_size=40), st.integers(0, 300))
def test_whatever_is_asked_lies_within_the_file(header, size):
    try:
        found = asked_stretch(f"bytes={header}", size)
    except ValueError:
        return
    assert found is None or 0 <= found[0] < found[1] <= size


@given(st.binary(min_size=1, max_size=200_000), st.data())
def test_a_stretch_has_its_bytes(content, data):
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    assert b"".join(read_stretch(io.BytesIO(content), (start, end))) == content[start:end]
