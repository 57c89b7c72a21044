"""Works of every kind, as they come out of the library, to be cited."""

from enlace.core.texts import Texts
from enlace.library.testing import make_contributor, make_publication

WORKS = {
    "a report": (
        "es",
        {"kind": "report", "issued": "2022-10-26", "publisher": "Instituto de Prevención"},
        ["Mamberti, Clara"],
    ),
    "a book with editors": (
        "en",
        {"kind": "book", "issued": "2016", "place": "New York"},
        ["e:Anderton, Charles H.", "e:Brauer, Jurgen"],
    ),
    "a chapter": (
        "en",
        {"kind": "chapter", "issued": "2015", "series": "Reconstructing atrocity prevention"},
        ["Rosenberg, Sheri P.", "e:Galis, Tibi"],
    ),
    "an article with a DOI": (
        "en",
        {
            "kind": "article",
            "issued": "2012-04",
            "series": "Genocide Studies and Prevention",
            "number": "7(1)",
            "doi": "10.3138/gsp.7.1.16",
        },
        ["Rosenberg, Sheri P."],
    ),
    "of a body": ("es", {"kind": "report", "issued": "2017"}, ["Secretaría Técnica"]),
    "of two": ("es", {"kind": "paper", "issued": "2019-03", "place": "Madrid"}, ["Galis, Tibi", "Zucker, Everita"]),
    "of four": (
        "es",
        {"kind": "training", "issued": "2018-11"},
        ["Galis, Tibi", "Zucker, Everita", "Kumar Otero, Ana Lucía", "de la Cruz, María de los Ángeles"],
    ),
    "without a date": ("es", {"kind": "other", "issued": ""}, ["O'Brien, Jean-Paul"]),
    "of a month": ("en", {"kind": "presentation", "issued": "2022-10"}, ["Zucker, Everita"]),
    "in Portuguese": (
        "pt",
        {"kind": "report", "issued": "2021-05-04", "place": "Brasília"},
        ["da Silva, João Paulo", "t:Souza, Inês"],
    ),
    "of nobody": ("es", {"kind": "report", "issued": "2020"}, []),
    "a question": (
        "en",
        {"kind": "paper", "issued": "2021-01-09", "series": "Policy Papers", "number": "4"},
        ["Galis, Tibi"],
    ),
    "an article that asks": (
        "en",
        {"kind": "article", "issued": "2013", "series": "Global Responsibility", "number": "12"},
        ["Zucker, Everita"],
    ),
    "of eight": (
        "en",
        {"kind": "book", "issued": "2014"},
        [f"{name}, Ana" for name in ("Acosta", "Brun", "Cruz", "Díaz", "Egas", "Funes", "Gil", "Haro")],
    ),
}
TITLES = {
    "a report": ("Control de armas de fuego y prevención", "lecciones de la región"),
    "a book with editors": ("Economic aspects of genocides, other mass atrocities, and their prevention", ""),
    "a chapter": ("Early warning and early action", ""),
    "an article with a DOI": ("Genocide is a process, not an event", ""),
    "of a body": ("Informe anual de la Red 2016", ""),
    "of two": ("Responsabilidad de las empresas", ""),
    "of four": ("Mecanismos nacionales", "guía de formación"),
    "without a date": ("Material de formación", ""),
    "of a month": ("ESG principles as good practice between states", ""),
    "in Portuguese": ("Prevenção do genocídio", "relatório anual"),
    "of nobody": ("Memoria y verdad", ""),
    "a question": ("What works?", "Evidence from the region"),
    "an article that asks": ("Who protects?", ""),
    "of eight": ("A long way", ""),
}
PARTS = {"e": "editor", "t": "translator"}


def make_work(name):
    """The publication and its language. Its number is its place in WORKS, so that its address is known."""
    language, fields, makers = WORKS[name]
    title, subtitle = TITLES[name]
    texts = {"title": Texts({language: title}), "subtitle": Texts({language: subtitle})}
    if fields["kind"] not in ("chapter", "article"):
        fields = {"publisher": "Instituto de Prevención"} | fields
    made = make_publication(pk=list(WORKS).index(name) + 1, **texts, **fields)
    for maker in makers:
        part, _colon, whole = maker.rpartition(":")
        family, comma, given = whole.partition(", ")
        named = {"family": family, "given": given, "body": ""} if comma else {"body": whole}
        make_contributor(publication=made, role=PARTS.get(part, "author"), **named)
    return made, language
