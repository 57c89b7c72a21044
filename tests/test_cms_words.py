"""The CMS and the sign-in pages speak Spanish and Portuguese throughout: where the packages leave a sentence in
English we say it (config/cms_locale), and only there. After an upgrade these tests name what to add and remove."""

import re
from pathlib import Path

import django.conf
import polib
import pytest
from django.apps import apps
from django.utils.translation import gettext, ngettext, override, pgettext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.users.models import UserProfile

from enlace.core.catalogues import DOMAINS, SPOKEN, gaps_source, said_by_packages, spaced

SAME = {
    "es": {"Admin", "Alias", "Error", "Error 404", "Headless", "ID", "MFA", "Manual", "No", "Roles"}
    | {"Token", "URL", "WebAuthn", "token", "uid", "workflow_tasks", "%(num)s min", "%(num)s error"},
    "pt": {"Admin", "Alias", "App", "Email", "Headless", "ID", "Link", "Login", "MFA", "Manual", "Menu:", "Site"}
    | {"Sites", "Status", "Status %(status)s", "Status: ", "Tag", "Token", "URL", "Wagtail API v2", "Wagtail embeds"}
    | {
        "Wagtail sites",
        "Wagtail snippets",
        "WebAuthn",
        "checksum",
        "embeds",
        "hash",
        "item",
        "salt",
        "site",
        "sites",
        "slug",
    }
    | {"status", "tags", "token", "uid", "workflow_tasks", "%(num)s pixel", "%(num)s min", "%(value)s googol"},
}
"""What is the same in the language as in English, or a name, or seen by nobody."""
CASES = [(language, domain) for language in SPOKEN for domain in DOMAINS]
PLACE = r"%\(\w+\)[sd]|\{\w*\}|%[sd]|</?\w+[^>]*>"


def sources(domain, leaving_out="enlace."):
    """(context, msgid) → the entry, of every package that is installed, as its own English catalogue lists them."""
    folders = [Path(django.conf.__file__).parent] if leaving_out == "enlace." else []
    folders += [Path(app.path) for app in apps.get_app_configs() if not app.name.startswith(leaving_out)]
    paths = [folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po" for folder in folders]
    entries = [entry for path in paths if path.exists() for entry in polib.pofile(str(path)) if not entry.obsolete]
    return {(entry.msgctxt, entry.msgid): entry for entry in entries}


def gaps(language, domain):
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(gaps_source(language, domain)))}


def texts(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize(("language", "domain"), CASES)
def test_every_sentence_of_the_packages_is_translated_by_them_or_by_us(language, domain):
    said = said_by_packages(language, domain) | gaps(language, domain)
    known = sources(domain)
    assert len(known) > 100
    assert not [key for key in known if key not in said or not all(texts(said[key]))]


@pytest.mark.parametrize(("language", "domain"), CASES)
def test_nothing_of_the_cms_or_of_signing_in_stands_in_its_english_words(language, domain):
    said = gaps(language, domain) | said_by_packages(language, domain)
    wrong = [
        msgid
        for (context, msgid), entry in said.items()
        if msgid in texts(entry) and msgid not in SAME[language] and re.search("[A-Za-z]{2}", re.sub(PLACE, "", msgid))
    ]
    assert not [msgid for msgid in wrong if (None, msgid) in sources(domain, ("enlace.", "django."))]


@pytest.mark.parametrize(("language", "domain"), CASES)
def test_we_fill_no_gap_that_is_none(language, domain):
    known, said = sources(domain), said_by_packages(language, domain)
    assert not [key for key in gaps(language, domain) if key not in known or key in said]


@pytest.mark.parametrize(("language", "domain"), CASES)
def test_our_sentences_keep_every_place_for_a_value_and_every_tag(language, domain):
    wrong = []
    for entry in gaps(language, domain).values():
        known = re.findall(PLACE, entry.msgid + entry.msgid_plural)
        said = [re.findall(PLACE, text) for text in texts(entry)]
        whole = sorted(set(re.findall(PLACE, entry.msgid_plural or entry.msgid)))
        if any(set(places) - set(known) for places in said) or sorted(set(said[-1])) != whole:
            wrong.append(entry.msgid)
    assert not wrong


@pytest.mark.parametrize(("language", "domain"), CASES)
def test_our_sentences_do_not_shout(language, domain):
    entries = gaps(language, domain).values()
    assert not [text for entry in entries for text in texts(entry) if re.search("[!¡]", text)]


@pytest.mark.parametrize(("language", "domain"), CASES)
def test_our_sentences_are_whole(language, domain):
    assert not [entry.msgid for entry in gaps(language, domain).values() if entry.fuzzy or not entry.translated()]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ["Guardar borrador", "Ir al primer error", "Idiomas", "Movido %(counter)s posiciones hacia abajo."]),
        ("pt", ["Salvar rascunho", "Ir para o primeiro erro", "Idiomas", "Desceu %(counter)s posição."]),
    ],
)
def test_the_interface_takes_the_packages_words_then_ours_and_knows_plurals(language, words):
    with override(language):
        assert [gettext("Save draft"), gettext("Go to the first error"), gettext("Languages")] == words[:3]
        assert ngettext("Moved down 1 place.", "Moved down %(counter)s places.", 2) == words[3]
        assert ngettext("%(num_parent_objects)d page", "%(num_parent_objects)d pages", 2).endswith("páginas")
        assert pgettext("ordinal is 1", "{}st") == "{}.º"


@pytest.mark.parametrize(
    ("language", "words"), [("es", ["Fijar la barra", "Publicar en "]), ("pt", ["Boa", "Publicar em "])]
)
def test_the_scripts_of_the_cms_speak_the_language(admin_client, admin_user, language, words):
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = language
    profile.save()
    scripts = [admin_client.get(path).content.decode() for path in ("/cms/jsi18n/", "/cms/localize/jsi18n/")]
    assert words[0] in scripts[0]
    assert words[1] in scripts[1]


@pytest.mark.parametrize(
    ("source", "text", "better"),
    [
        ("in %(place)s", "en%(place)s", "en %(place)s"),
        ("%(count)d pages", "%(count)dpáginas", "%(count)d páginas"),
        ("%(kind)s %(title)s (%(place)s)", "%(kind)s%(title)s(%(place)s)", "%(kind)s %(title)s (%(place)s)"),
        ("Publish in ", "Publicar en", "Publicar en "),
        ("%(count)sx", "%(count)sx", "%(count)sx"),
    ],
)
def test_a_lacking_space_is_put_where_the_source_has_one(source, text, better):
    assert spaced(source, text) == better


@given(st.text(alphabet="a %()sd{}", max_size=30), st.text(alphabet="a %()sd{}", max_size=30))
def test_spaces_are_all_that_is_ever_put_in_and_once(source, text):
    once = spaced(source, text)
    assert once.replace(" ", "") == text.replace(" ", "")
    assert spaced(source, once) == once
