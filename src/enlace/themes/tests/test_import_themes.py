import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.accounts.models import AuditEntry
from enlace.core.texts import Texts
from enlace.network.testing import make_cast
from enlace.themes.exchange.export import written_vocabulary
from enlace.themes.exchange.facts import facts_of
from enlace.themes.exchange.import_actions import ThemesChanged, first_vocabulary, import_themes
from enlace.themes.exchange.planning import plan_import
from enlace.themes.exchange.reading import MOST_BYTES, own_base, read_vocabulary, vocabulary_from
from enlace.themes.exchange.said import said_in
from enlace.themes.exchange.statements import main, read_statements
from enlace.themes.exchange.turtle import vocabulary_in_turtle
from enlace.themes.models import Theme
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://vocabulary.example/> .
"""
OTHER = (
    HEAD
    + """
x:scheme a skos:ConceptScheme ; skos:hasTopConcept x:1 .
x:1 a skos:Concept ; skos:prefLabel "Mining"@en, "Mineração"@pt-BR, "Mineraria"@it ; skos:narrower x:2, x:3 .
x:2 a skos:Concept ; skos:prefLabel "Gold"@en ; skos:altLabel "Ouro"@pt, "Or"@fr ; skos:related x:3 .
x:3 a skos:Concept ; skos:prefLabel "Silver"@en ; skos:definition "A metal."@en .
"""
)
WRONG = {
    "broken": ("x:1 a skos:Concept ;\n skos:prefLabel Mining .", "Turtle", 4),
    "xml": ("", "RDF/XML", 0),
    "no concept": ("x:1 a x:Thing .", "skos:Concept", 0),
    "no label": ("x:1 a skos:Concept .", "https://vocabulary.example/1", 3),
    "two labels": ('x:1 a skos:Concept ;\n skos:prefLabel "a"@en,\n "b"@en .', "«b»", 5),
    "one label twice": (
        'x:1 a skos:Concept ; skos:prefLabel "a"@en .\nx:2 a skos:Concept ; skos:prefLabel "A"@en .',
        "«A»",
        4,
    ),
    "long": (f'x:1 a skos:Concept ;\n skos:prefLabel "{"a" * 121}"@en .', "120", 4),
    "dangling": (
        'x:1 a skos:Concept ; skos:prefLabel "a"@en ;\n skos:broader x:9 .',
        "https://vocabulary.example/9",
        4,
    ),
    "circle": (
        'x:1 a skos:Concept ; skos:prefLabel "a"@en ; skos:broader x:2 .\n'
        'x:2 a skos:Concept ; skos:prefLabel "b"@en ; skos:narrower x:1 ; skos:broader x:1 .',
        "a → b → a",
        3,
    ),
    "as one that is there": ('x:1 a skos:Concept ; skos:prefLabel "Genocidio"@es .', "themes/genocide", 3),
}


def said(text):
    """Read in this process, as the other one does it."""
    return said_in(read_statements(text, own_base()), ("es", "en", "pt"))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_file_is_a_sentence_with_its_line_and_nothing_is_written(name):
    body, words, line = WRONG[name]
    text = "<?xml version='1.0'?><rdf:RDF/>" if name == "xml" else HEAD + body
    before = Theme.objects.count()
    vocabulary = read_vocabulary(text.encode())
    plan = plan_import(vocabulary)
    assert not plan.can_be_applied
    found = [problem for problem in plan.problems if words in problem.sentence]
    assert [problem.line for problem in found] == [line]
    with pytest.raises(ValidationError):
        import_themes(vocabulary, by=None)
    assert Theme.objects.count() == before


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"#" * (5 * 1024 * 1024),
        b"x" * MOST_BYTES,
        b"[" * 100_000,
        b'{"@context": "https://x.example"}',
    ],
)
def test_no_file_is_too_bad_for_a_sentence(data):
    assert [problem.sentence for problem in read_vocabulary(data).problems if problem.sentence]


def test_what_another_tool_writes_is_read_and_read_again_without_a_second():
    plan = import_themes(said(OTHER), by=None)
    assert [step.after.slug for step in plan.new] == ["mining", "gold", "silver"]
    assert [note.sentence for note in plan.notes if "it" in note.sentence]
    gold = Theme.objects.get(slug="gold")
    assert gold.broader.slug == "mining"
    assert gold.broader.label == {"en": "Mining", "pt": "Mineração"}
    assert gold.terms == [{"pt": "Ouro"}]
    assert [one.slug for one in gold.related.all()] == ["silver"]
    assert gold.uri == "https://vocabulary.example/2"
    again = plan_import(said(OTHER.replace('"Gold"@en', '"Gold and silver"@en')))
    assert [(step.after.slug, step.changes) for step in again.changed] == [("gold", ["label"])]
    assert not again.new


def test_nothing_is_taken_away_and_only_new_changes_nothing():
    text = (
        HEAD + f'<{own_base()}genocide> a skos:Concept ; skos:prefLabel "Genocide!"@en .\n' + OTHER.removeprefix(HEAD)
    )
    plan = plan_import(said(text), only_new=True)
    assert (len(plan.new), plan.changed, plan.same) == (3, [], ["genocide"])
    assert len(plan.missing) == Theme.objects.count() - 1
    before = facts_of(Theme.objects.get(slug="genocide"))
    import_themes(said(text), by=None)
    after = facts_of(Theme.objects.get(slug="genocide"))
    assert after.label == {**before.label, "en": "Genocide!"}
    assert (after.terms, after.definition, after.broader) == (before.terms, before.definition, before.broader)
    entry = AuditEntry.objects.filter(
        action="import_theme", subject_id=str(Theme.objects.get(slug="genocide").pk)
    ).latest("pk")
    assert (entry.before["label"]["en"], entry.after["label"]["en"]) == ("Genocide", "Genocide!")


def test_what_was_merged_here_stays_merged():
    Theme.objects.filter(slug="esg-social").delete()
    Theme.objects.filter(slug="esg-principles").update(former_slugs=["esg-social"])
    plan = plan_import(first_vocabulary())
    assert (plan.new, plan.changed) == ([], [])
    assert any("ESG: pilar social" in note.sentence for note in plan.notes)


def test_a_plan_is_applied_as_it_was_shown_or_not_at_all_and_by_the_secretariat():
    cast, vocabulary = make_cast(), said(OTHER)
    shown = plan_import(vocabulary)
    with pytest.raises(PermissionDenied):
        import_themes(vocabulary, by=cast.focal_point)
    make_theme(slug="gold", label=Texts({"en": "Something else"}))
    with pytest.raises(ThemesChanged):
        import_themes(vocabulary, by=cast.secretary, fingerprint=shown.fingerprint)
    assert not Theme.objects.filter(slug="mining").exists()
    import_themes(vocabulary, by=cast.secretary, fingerprint=plan_import(vocabulary).fingerprint)
    assert Theme.objects.get(slug="gold-2").uri


def test_an_export_is_the_same_again_and_as_an_import_changes_nothing():
    text = written_vocabulary()
    assert written_vocabulary() == text
    plan = plan_import(said(text))
    assert (plan.new, plan.changed, plan.problems, plan.notes, plan.missing) == ([], [], [], [], [])
    assert f"<{own_base()}>" in text
    assert "theme:genocide\n    a skos:Concept" in text


LABEL = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20).filter(str.strip)
TEXTS = st.dictionaries(st.sampled_from(["es", "en", "pt"]), LABEL, min_size=1)


@given(
    label=TEXTS,
    terms=st.lists(TEXTS, max_size=4),
    definition=TEXTS,
    slug=st.from_regex(r"[-_a-zA-Z0-9]{1,12}", fullmatch=True),
)
@settings(max_examples=60)
def test_whatever_a_theme_says_survives_the_way_out_and_in_again(label, terms, definition, slug):
    theme = Theme(pk=0, slug=slug, label=Texts(label), definition=Texts(definition), terms=terms)
    theme._prefetched_objects_cache = {"related": Theme.objects.none()}
    facts = facts_of(theme)
    found = said(vocabulary_in_turtle([facts], own_base(), {"es": "Temas"}))
    [one] = found.concepts.values()
    assert (one.uri, one.label, one.definition) == (f"{own_base()}{slug}", facts.label, facts.definition)
    assert sorted(map(sorted, map(dict.items, one.terms))) == sorted(map(sorted, map(dict.items, facts.terms)))


@given(st.text(max_size=60))
@settings(max_examples=150)
def test_no_text_breaks_the_reader(text):
    answers = list(main({"text": HEAD + text, "base": own_base()}))
    broken = [one for one in answers if isinstance(one, dict)]
    assert all(1 <= one["line"] <= (HEAD + text).count("\n") + 1 for one in broken)
    assert vocabulary_from(answers).problems


def test_commands_export_say_what_they_would_do_and_do_it(tmp_path):
    path = tmp_path / "themes.ttl"
    call_command("export_themes", str(path), stderr=StringIO())
    assert path.read_text("utf-8") == written_vocabulary()
    path.write_text(OTHER, "utf-8")
    out = StringIO()
    call_command("import_themes", str(path), "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue())["new"] == ["mining", "gold", "silver"]
    assert not Theme.objects.filter(slug="gold").exists()
    call_command("import_themes", str(path), stdout=StringIO())
    assert Theme.objects.filter(slug="gold").exists()
    Theme.objects.get(slug="impunity").delete()
    call_command("import_themes", "--first", stdout=out)
    assert Theme.objects.get(slug="impunity").broader.slug == "criminal-accountability"
    with pytest.raises(CommandError, match="Name a file"):
        call_command("import_themes")
    path.write_text("broken", "utf-8")
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_themes", str(path), stdout=StringIO())
