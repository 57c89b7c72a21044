"""Where the files of an export are found: folders, ZIPs, what somebody sends; and what is no such place."""

import zipfile

import pytest
from django.utils.translation import activate

from enlace.consultations.polis import files as polis_files
from enlace.consultations.polis.export import BadExport
from enlace.consultations.polis.reading import read_export

from .making_exports import cast, export, laid, zipped


@pytest.fixture(autouse=True)
def _in_english(_in_the_default_language):
    activate("en")


def problem_of(source):
    with pytest.raises(BadExport) as caught:
        read_export(source)
    return str(caught.value)


def renamed(name):
    return {name.format(part=part.removesuffix(".csv")): content for part, content in export().items()}


@pytest.mark.parametrize(
    "name",
    ["{part}.csv", "a/b/{part}.csv", "r42abc-{part}.csv", "{part} (1).csv", "/etc/{part}.csv", "../../{part}.CSV"],
)
def test_a_zip_is_read_whatever_its_folders(tmp_path, name):
    content = zipped(renamed(name))
    path = tmp_path / "export.bin"
    path.write_bytes(content)
    for source in (content, path, {"mine.zip": content}):
        assert cast(read_export(source).votes) == cast(read_export(export()).votes)
    assert [one.name for one in tmp_path.rglob("*")] == ["export.bin"]


def test_the_participants_votes_and_what_macos_adds_are_not_taken_for_the_votes():
    others = {
        "participants-votes.csv": b"x",
        "__MACOSX/._votes.csv": b"x",
        "._comments.csv": b"x",
        "participant-votes.csv": b"x",
    }
    assert len(read_export(zipped(export() | others)).votes.value) == 3


def test_two_files_that_may_be_the_votes_are_named():
    assert "several files" in problem_of(zipped(renamed("a/{part}.csv") | renamed("b/{part}.csv")))


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(polis_files, "LIMIT", 1_000_000)
    bomb = zipped(export() | {"votes.csv": b"0" * 50_000_000})
    assert len(bomb) < 100_000
    assert "is too large" in problem_of(bomb)


def test_a_zip_that_lies_about_its_sizes_or_is_cut_is_refused():
    content = zipped(export())
    assert "cannot be unpacked" in problem_of(content[:-30])
    assert "cannot be unpacked" in problem_of(b"PK\x03\x04 and no more")
    assert "cannot be unpacked" in problem_of(b"no zip")


def test_a_zip_with_a_password_is_refused():
    content = bytearray(zipped(export(), zipfile.ZIP_STORED))
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(sign)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(sign, at + 1)
    assert "password" in problem_of(bytes(content))


def test_files_that_are_too_large_together_are_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(polis_files, "LIMIT", 100)
    assert "is too large" in problem_of(export())
    assert "is too large" in problem_of(laid(export(), tmp_path))


def test_a_path_that_is_no_export_is_told(tmp_path):
    assert problem_of(tmp_path / "nowhere").startswith("There is no file or folder")
    assert problem_of(tmp_path) == (
        f"{tmp_path} lacks votes.csv, comments.csv. Export the conversation from Polis again and give all its files."
    )
    (tmp_path / "votes.csv").write_bytes(b"x")
    assert "lacks comments.csv" in problem_of(tmp_path)
    (tmp_path / "notes.txt").write_bytes(b"x")
    assert "is no export of Polis" in problem_of(tmp_path / "notes.txt")
    assert "is neither a file nor a folder" in problem_of("/dev/null")
    assert "cannot be read" in problem_of("/" + "x" * 5000)


def test_nothing_sent_is_told():
    assert problem_of({}).startswith("What was sent lacks votes.csv, comments.csv.")
