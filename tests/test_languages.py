"""Every string of the interface is translated into every language of the network, by somebody."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "enlace"
TRANSLATED = ("es", "pt")
APPS = sorted(
    path.name
    for path in SRC.iterdir()
    if any(
        re.search(r"gettext|translate|blocktrans", p.read_text("utf-8"))
        for p in path.rglob("*")
        if p.suffix in {".py", ".html"}
    )
)
SAME = {
    "es": {
        *["no", "No", "circular", "academia", "CMS", "Original", "RSS", "Atom", "Video", "YouTube", "Vimeo"],
        *["Agenda", "Sector", "sector", "panel", "virtual", "Mac", "Outlook", "Thunderbird", "Google Calendar"],
        *["local", "regional", "Local", "Regional", "Total"],
        "Ref. %(meeting)d-%(delegation)d",
        "Agenda: %(meeting)s",
    },
    "pt": {
        *["circular", "academia", "CMS", "Original", "RSS", "Atom", "Menu", "YouTube", "Vimeo"],
        *["Agenda", "virtual", "Mac", "Outlook", "Thunderbird", "Google Calendar"],
        *["local", "regional", "Local", "Regional", "Total", "link", "Link", "downloads"],
        "Ref. %(meeting)d-%(delegation)d",
        "Agenda: %(meeting)s",
    },
}
"""Words that are the same in the language as in English, or names."""


@pytest.fixture(scope="session")
def extracted(tmp_path_factory):
    """app, language → the catalogue as it would be after reading the sources anew; the project is not touched."""
    folder = tmp_path_factory.mktemp("strings")
    catalogues = {}
    for app in APPS:
        shutil.copytree(
            SRC / app, folder / app, ignore=shutil.ignore_patterns("tests", "migrations", "static", "__pycache__")
        )
        (folder / app / "locale").mkdir(exist_ok=True)
        arguments = [part for language in TRANSLATED for part in ("-l", language)]
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            *arguments,
            "--no-location",
            "--no-wrap",
            "--no-obsolete",
        ]
        bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run(command, cwd=folder / app, capture_output=True, text=True, env=bare)
        assert done.returncode == 0, done.stderr
        for language in TRANSLATED:
            path = folder / app / "locale" / language / "LC_MESSAGES" / "django.po"
            catalogues[app, language] = polib.pofile(str(path)) if path.exists() else polib.POFile()
    return catalogues


def entries(extracted, app, language):
    return [entry for entry in extracted[app, language] if not entry.obsolete]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("app", APPS)
def test_no_string_is_missing_or_fuzzy(extracted, app, language):
    wrong = [entry.msgid for entry in entries(extracted, app, language) if entry.fuzzy or not entry.translated()]
    assert not wrong


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("app", APPS)
def test_no_string_stands_untranslated_in_its_source_words(extracted, app, language):
    wrong = [
        entry.msgid
        for entry in entries(extracted, app, language)
        if entry.msgid in {entry.msgstr, *entry.msgstr_plural.values()} and entry.msgid not in SAME[language]
        if re.search(r"[A-Za-z]{2}", re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>", "", entry.msgid))
    ]
    assert not wrong


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("app", APPS)
def test_a_translation_keeps_every_place_for_a_value_and_every_tag(extracted, app, language):
    def parts(text):
        return sorted(set(re.findall(r"%\(\w+\)[a-z]|</?\w+", text)))

    wrong = []
    for entry in entries(extracted, app, language):
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            known = set(parts(entry.msgid)) | set(parts(entry.msgid_plural))
            lacking = set(parts(entry.msgid_plural or entry.msgid)) - set(parts(text)) - {"%(count)d"}
            if set(parts(text)) - known or (lacking and not entry.msgid_plural):
                wrong.append(entry.msgid)
    assert not wrong


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_words_do_not_shout(extracted, language):
    wrong = [e.msgstr for app in APPS for e in entries(extracted, app, language) if "!" in e.msgstr or "¡" in e.msgstr]
    assert not wrong
