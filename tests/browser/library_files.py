"""Thirty files that lie in an archivist's folder: papers in three languages, and what is never missing among them."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from PIL import Image

from enlace.core.typesetting import typeset

TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set document(title: sys.inputs.title)
#set page(width: 150mm, height: 200mm, margin: 18mm)
#set text(lang: sys.inputs.language, font: "Alegreya", size: 11pt)
= #sys.inputs.title
#data.date

#for words in data.text { par(words) }
"""
TITLES = {
    "es": [
        "Escuelas de frontera y señales tempranas",
        "La radio comunitaria como aviso",
        "Archivos municipales después del conflicto",
        "Mesas de diálogo con empresas",
        "Registro de desplazamientos internos",
        "Formación de jueces de paz",
        "Mujeres que median en los barrios",
        "Memoria y currículo escolar",
    ],
    "en": [
        "Border schools and early signs",
        "Handguns carried across rivers",
        "Municipal archives after conflict",
        "Tables of dialogue with companies",
        "A register of internal displacement",
        "Training justices of the peace",
        "Women who mediate in neighbourhoods",
        "Memory in the school curriculum",
    ],
    "pt": [
        "Escolas de fronteira e sinais precoces",
        "A rádio comunitária como aviso",
        "Arquivos municipais depois do conflito",
        "Mesas de diálogo com empresas privadas",
        "Registro de deslocamentos internos",
        "Formação de juízes de paz",
        "Mulheres que medeiam nos bairros",
        "Memória e currículo da escola",
    ],
}
WORDS = {
    "es": "Este documento reúne lo que contaron las oficinas locales durante el año y propone una manera sencilla de "
    "anotarlo, para que quien llegue después encuentre qué ocurrió, cuándo se supo y a quién se avisó.",
    "en": "This paper brings together what local offices told during the year and proposes a simple way of writing it "
    "down, so that whoever comes later finds what happened, when it was known, and who was told of it.",
    "pt": "Este documento reúne o que contaram os órgãos locais durante o ano e propõe uma maneira simples de anotar, "
    "para que quem chegar depois encontre o que ocorreu, quando se soube e a quem foi dado o aviso.",
}
FIREARMS = "Firearms move in small numbers, at night, in boats that nobody counts."
JOINED, ENGLISH_ALONE, KEPT_BACK = 0, 1, 7
"""Places in the lists of titles: what is there in two languages, what is found from Spanish, what stays a draft."""


def thirty_files(folder: Path) -> dict[str, bytes]:
    """By name: 24 papers; one of them twice, one locked, one damaged, a scan, one with a script, and a picture."""
    template = folder / "paper.typ"
    template.write_text(TEMPLATE, "utf-8")
    files = {
        f"{language}-{place:02}.pdf": _paper(template, language, place)
        for language, titles in TITLES.items()
        for place in range(len(titles))
    }
    first, second = files["es-02.pdf"], files["en-02.pdf"]
    return files | {
        "copia de es-02.pdf": first,
        "con clave.pdf": _saved(second, encryption=pikepdf.Encryption(user="clave", owner="clave")),
        "cortado.pdf": second[:400],
        "escaneado.pdf": _scan(),
        "con programa.pdf": _with_script(files["pt-03.pdf"]),
        "foto.pdf": b"\xff\xd8\xff\xe0 no PDF at all",
    }


def _paper(template: Path, language: str, place: int) -> bytes:
    about_firearms = [FIREARMS] if (language, place) == ("en", ENGLISH_ALONE) else []
    data = {"date": "2019", "text": [*about_firearms, WORDS[language], WORDS[language]]}
    moment = datetime(2019, 6, 1, tzinfo=UTC)
    return typeset(template, data, language=language, title=TITLES[language][place], at=moment)


def _saved(data: bytes, **options: pikepdf.Encryption) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(saved, **options)
    return saved.getvalue()


def _with_script(data: bytes) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hola')")
        pdf.save(saved)
    return saved.getvalue()


def _scan() -> bytes:
    saved = io.BytesIO()
    Image.linear_gradient("L").resize((400, 560)).save(saved, "PDF")
    return saved.getvalue()
