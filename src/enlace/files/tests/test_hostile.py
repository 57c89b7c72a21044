"""A name that deceives or upsets is refused as what it is; every other is kept as it was written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.files.hostile import LONGEST_NAME, RUNS, NameFault, fault_in_name, kept_name
from enlace.files.kinds import CONTENT_TYPES, PRIVATE, extension
from enlace.files.uploads import OF_NAMES

HOSTILE = [
    ("", "empty"),
    (" . ", "empty"),
    ("../../etc/passwd.pdf", "path"),
    ("..\\boot.pdf", "path"),
    ("/etc/carta.pdf", "path"),
    ("C:carta.pdf", "path"),
    ("carta.pdf:programa.exe", "path"),
    ("¿carta?.pdf", "path"),
    ("<script>.pdf", "path"),
    ('a".pdf', "path"),
    ("carta\x00.pdf", "unseen"),
    ("carta\r\nSet-Cookie: a=b.pdf", "unseen"),
    ("carta\x7f.pdf", "unseen"),
    ("carta\u202efdp.exe", "unseen"),
    ("carta\u2066.pdf", "unseen"),
    ("car\u200bta.pdf", "unseen"),
    ("carta\u2028.pdf", "unseen"),
    ("carta\ud800.pdf", "unseen"),
    ("carta\ue000.pdf", "unseen"),
    ("carta.pdf.", "edge"),
    ("carta.pdf ", "edge"),
    (" carta.pdf", "edge"),
    (".carta.pdf", "edge"),
    ("con.pdf", "reserved"),
    ("LPT1.docx", "reserved"),
    ("com¹.txt", "reserved"),
    ("aux", "reserved"),
    ("NUL.tar.pdf", "reserved"),
    ("a" * (LONGEST_NAME - 3) + ".pdf", "long"),
    ("carta", "ending"),
    ("carta.pdf.exe", "runs"),
    ("carta.exe.pdf", "runs"),
    ("carta.JS", "runs"),
    ("carta.html", "runs"),
    ("dibujo.svg", "runs"),
    ("tabla.xlsm", "runs"),
    ("carta.php.jpg", "runs"),
    ("carta.pdf .exe", "runs"),
    ("carta.com", "kind"),
    ("carta.doc", "kind"),
    ("carta.zip", "kind"),
    ("carta.pdf~", "kind"),
]
HARMLESS = [
    "carta.pdf",
    "CARTA.PDF",
    "Nota N.º 12-26, designación (São Tomé).docx",
    "a" * (LONGEST_NAME - 4) + ".pdf",
    "www.example.com.pdf",
    "consulta.pdf",
    "Captura a las 10.30.12\u202fp.m..png",
    "表.csv",
]


@pytest.mark.parametrize(("name", "fault"), HOSTILE)
def test_a_hostile_name_is_known_as_what_it_is(name, fault):
    assert fault_in_name(name) == fault


@pytest.mark.parametrize("name", HARMLESS)
def test_an_ordinary_name_is_taken(name):
    assert fault_in_name(name) is None


def test_every_fault_has_a_sentence_and_a_row():
    faults = set(NameFault.__value__.__args__)
    assert faults == set(OF_NAMES) == {fault for _name, fault in HOSTILE}


def test_what_is_taken_has_a_type_and_does_not_run():
    assert set(PRIVATE) <= set(CONTENT_TYPES)
    assert not set(PRIVATE) & RUNS


letters = st.characters() | st.sampled_from("./\\:\u202e\x00 \u00f1")
names = st.text(letters, max_size=30) | st.builds(
    "{}.{}".format, st.text(letters, max_size=20), st.sampled_from([*PRIVATE, "exe", "PDF"])
)


@given(names)
def test_a_name_that_is_taken_can_be_written_seen_and_opened_anywhere(name):
    if fault_in_name(name) is None:
        assert extension(name) in PRIVATE
        assert 4 < len(name) <= LONGEST_NAME
        assert not set(name) & set('\\/:*?"<>|')
        assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} for letter in name)
        assert name == name.strip()
        assert name[0] != "."


@given(names)
def test_the_kept_name_is_as_good_as_the_one_given(name):
    kept = kept_name(name)
    assert kept_name(kept) == kept
    assert unicodedata.normalize("NFD", kept) == unicodedata.normalize("NFD", name)


@given(st.sampled_from(sorted(RUNS)), st.sampled_from(PRIVATE), st.booleans())
def test_no_ending_that_runs_hides_before_or_behind_another(running, harmless, behind):
    name = f"carta.{harmless}.{running}" if behind else f"carta.{running}.{harmless}"
    assert fault_in_name(name) == "runs"
    assert fault_in_name(name.upper()) == "runs"
