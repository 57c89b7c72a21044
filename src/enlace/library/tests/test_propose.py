"""What is proposed for a publication, and what is not mistaken for a title, a date or an author."""

from datetime import date

import pytest

from enlace.core import clock
from enlace.files.hostile import fault_in_name
from enlace.library.intake.issued_finding import issued_of
from enlace.library.intake.makers import makers_of
from enlace.library.intake.names import kept_name, parts_of, shown_name, title_from
from enlace.library.intake.page_words import readable
from enlace.library.intake.theme_finding import themes_in, vocabulary_of
from enlace.library.intake.titles import title_of
from enlace.themes.models import Theme

PAGE = "Red Latinoamericana\nInforme anual 2015\nde la Red y de sus Estados miembros\n"


@pytest.mark.parametrize(
    ("own", "large", "page", "name", "expected"),
    [
        ("Políticas de prevención en la región", [], PAGE, "x.pdf", "Políticas de prevención en la región"),
        ("Microsoft Word - informe final.doc", ["Memoria y\nverdad hoy"], PAGE, "x.pdf", "Memoria y verdad hoy"),
        ("informe_final.indd", [], PAGE, "x.pdf", "Informe anual 2015 de la Red y de sus Estados miembros"),
        ("untitled", ["A/HRC/22/4 UNITED NATIONS"], "12 de mayo\n", "informe_anual-2015_es.pdf", "Informe anual 2015"),
        ("United Nations", ["Report of the Working Group*"], PAGE, "x.pdf", "Report of the Working Group"),
        ("", [], "", "12.pdf", ""),
    ],
)
def test_a_title(own, large, page, name, expected):
    assert title_of({"title": own}, large, page, name).value == expected


@pytest.mark.parametrize(
    ("first", "second", "created", "name", "expected"),
    [
        ("Distr.: General\n12 December 2012\nOriginal: English", "", "D:2014", "x.pdf", ("2012-12-12", "page_1")),
        ("Buenos Aires, 3 de mayo de 2015", "", "", "x.pdf", ("2015-05-03", "page_1")),
        ("Brasília, maio de 2016", "", "", "x.pdf", ("2016-05", "page_1")),
        ("October 26, 2022", "", "", "x.pdf", ("2022-10-26", "page_1")),
        ("Sin fecha", "© 2017 Instituto. Todos los derechos.", "", "x.pdf", ("2017", "page_2")),
        ("Sin fecha", "", "D:20190101", "informe_2015.pdf", ("2015", "name")),
        ("Sin fecha", "", "D:20190101000000Z", "x.pdf", ("2019", "metadata")),
        (
            "La Red se creó el 29 de marzo de 2012 en Buenos Aires, ante los Estados.",
            "",
            "",
            "x",
            ("2012-03-29", "page_1"),
        ),
        ("Fecha: 04/05/2015", "", "", "x.pdf", ("2015", "page_1")),
        ("Fecha: 25/05/2015", "", "", "x.pdf", ("2015-05-25", "page_1")),
        ("31 de febrero de 2015", "", "", "x.pdf", ("2015-02", "page_1")),
        ("El 1 de enero de 2999", "", "", "x.pdf", ("", "")),
    ],
)
def test_a_date_and_where_it_stands(first, second, created, name, expected):
    found = issued_of([first, second], {"created": created}, name)
    assert (found.value, found.source) == expected
    assert clock.today() > date(2022, 10, 26)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ana Díaz Soto", [("Ana", "Díaz Soto", "")]),
        ("Maria da Silva", [("Maria", "da Silva", "")]),
        ("Smith, John; Juan Pérez de la Cruz", [("John", "Smith", ""), ("Juan", "Pérez de la Cruz", "")]),
        ("Ministerio de Relaciones Exteriores", [("", "", "Ministerio de Relaciones Exteriores")]),
        *[
            (nobody, [])
            for nobody in ("hp", "default", "Armstrong", "admin@example.org", "DELL Inspiron", "Windows User")
        ],
    ],
)
def test_an_author_is_a_name_or_a_body(author, expected):
    found = makers_of(author, "es")
    assert [(one.get("given", ""), one.get("family", ""), one.get("body", "")) for one in found] == expected


def test_the_most_telling_themes_come_first():
    themes = []
    for slug, label, others in (
        ("genocide", "Genocidio", ["prevención del genocidio"]),
        ("firearms", "Armas de fuego", ["arma de fuego"]),
        ("memory", "Memoria", []),
    ):
        theme = Theme(slug=slug, label={"es": label})
        theme.alternatives = {"es": others}
        themes.append(theme)
    vocabulary = vocabulary_of(themes)
    text = "Las ARMAS de fuego. Un arma de fuego. El genocidio y la prevención del genocidio. Memoria."
    assert themes_in("Armas de fuego", [text], vocabulary) == ["firearms", "genocide"]
    assert themes_in("", ["nada de eso"], vocabulary) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../x",
        "a" * 400,
        "con.pdf",
        "x\ny\u202e.pdf",
        "..\\..\\x.pdf",
        ".pdf",
        "foo.exe.pdf",
        "\udcff\udcfe.pdf",
        "ñandú",
        "",
    ],
)
def test_any_name_can_be_kept(name):
    assert fault_in_name(kept_name(name)) is None
    assert len(shown_name(name)) <= 400
    shown_name(name).encode()


def test_a_name_tells_a_title_and_a_language():
    spanish, english = parts_of("informe_anual-2015_es.pdf"), parts_of("Informe anual 2015 (EN).PDF")
    assert (spanish.base, spanish.language, english.language) == (english.base, "es", "en")
    assert title_from("informe_anual-2015_es.pdf") == "Informe anual 2015"
    assert readable("uno \x02dos\r\n\r\n tres") == "uno -dos tres"
