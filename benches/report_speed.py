"""How long an annual report of forty pages takes to print, beside WeasyPrint on the same content in the same run.

    python benches/report_speed.py [--weasyprint PYTHON] [--rounds 3] [--json]

A report of made-up content with the sections of an annual report (text, tables, bars, a map, annexes, sources) is
written for each round in Spanish, English and Portuguese, each with words and numbers of its own, so that nothing that
an engine keeps helps with the next. Ours is `printed` (tagged, PDF/UA-1). WeasyPrint gets `standing_page` of the same
documents, made before the clock runs: once as it comes, which tags nothing, and once asked for PDF/UA-1 too. It gets
it with a plain style of blocks and our fonts: with our own style sheets, which are grids, it takes over a minute and
loses most of the text.

Each engine runs in a process of its own, one after the other. The first report is timed cold, with the import of the
engine; then come the reports of the rounds: one in Spanish, and three languages one after the other. Beside the
clock's seconds stand those of the processor (`cpu`), which say more on a busy machine; both ratios are of one warm
report. Memory is the peak of the process, after the first report and at the end. Pages are counted in what was written.

WeasyPrint runs in an interpreter of its own, `--weasyprint` or the variable ENLACE_WEASYPRINT. To make one:

    uv venv /tmp/weasyprint && uv pip install --python /tmp/weasyprint --group bench

and give /tmp/weasyprint/bin/python. Where there is none, ours is timed alone.
"""

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

b: Any = import_module("enlace.reports.document.blocks")

LANGUAGES = ("es", "en", "pt")
SECTIONS, ANNEX = 11, 110
SENTENCES = {
    "es": """El grupo de trabajo revisó los indicadores locales con las oficinas de registro de cada provincia.
La institución anfitriona recibió a las delegaciones y presentó su mecanismo nacional de prevención.
Los puntos focales acordaron compartir cada mes lo que sus oficinas de alerta temprana observan en la frontera.
La formación de funcionarios llegó a las academias judiciales y a las escuelas de policía.
Varias organizaciones de la sociedad civil aportaron estudios sobre discursos de odio y pueblos indígenas.
El registro público muestra qué se prometió, quién lo confirmó y qué avance se informó con evidencia.
La Secretaría Técnica acompañó la redacción de una estrategia conjunta para la protección de archivos de memoria.
Durante el segundo semestre se publicaron materiales didácticos en las lenguas que se hablan en la región.
Las universidades observadoras ofrecieron sus bibliotecas y un seminario abierto sobre regulación de armas de fuego.
Donde no se informó avance, este informe lo dice sin rodeos y señala el día de la próxima ronda.""",
    "en": """The working group reviewed local indicators with the registry offices of each province.
The host institution received the delegations and presented its national mechanism for prevention.
Focal points agreed to share every month what their early warning offices observe along the border.
The training of officers reached judicial academies and police schools in four member states.
Several civil society organisations contributed studies on hate speech and on indigenous peoples.
The public record shows what was promised, who confirmed it and which progress was reported with evidence.
The Technical Secretariat accompanied the drafting of a joint strategy for the protection of archives of memory.
During the second half of the year teaching materials were published in the languages spoken in the region.
Universities that observe the network offered their libraries and an open seminar on the regulation of firearms.
Where nothing was reported, this report says so plainly and names the day of the next review round.""",
    "pt": """O grupo de trabalho revisou os indicadores locais com os cartórios de registro de cada província.
A instituição anfitriã recebeu as delegações e apresentou o seu mecanismo nacional de prevenção.
Os pontos focais concordaram em compartilhar todo mês o que os seus escritórios de alerta observam na fronteira.
A formação de servidores chegou às academias judiciais e às escolas de polícia.
Várias organizações da sociedade civil contribuíram com estudos sobre discursos de ódio e povos indígenas.
O registro público mostra o que foi prometido, quem o confirmou e que avanço foi informado com evidência.
A Secretaria Técnica acompanhou a redação de uma estratégia conjunta para a proteção de arquivos da memória.
Durante o segundo semestre foram publicados materiais didáticos nas línguas faladas na região.
As universidades observadoras ofereceram as suas bibliotecas e um seminário aberto sobre regulação de armas de fogo.
Onde não foi informado avanço, este relatório o diz com clareza e indica o dia da próxima rodada.""",
}
PLAIN = """
@font-face {{ font-family: Alegreya; src: url("file://{fonts}/alegreya-400.ttf") }}
@font-face {{ font-family: Asap; src: url("file://{fonts}/asap-400.ttf") }}
@font-face {{ font-family: Asap; font-weight: 600; src: url("file://{fonts}/asap-600.ttf") }}
@page {{ size: A4; margin: 22mm 24mm 24mm 26mm; @bottom-right {{ content: counter(page); font: 8pt Asap }} }}
body {{ font: 11pt/1.38 Alegreya; color: #1d2242; hyphens: auto }}
h2, h3, h4, caption {{ break-after: avoid }} caption {{ text-align: left; font-weight: 600 }}
table {{ width: 100%; border-collapse: collapse; font: 8.8pt/1.3 Asap }}
th, td {{ text-align: left; vertical-align: top; padding: 1.9mm 2mm 1.9mm 0; border-bottom: 0.5pt solid #dacfbc }}
tr {{ break-inside: avoid }} .num {{ text-align: right }} .bar {{ width: 60mm; height: 4mm; fill: #2c4c8c }}
"""
STATES = ["AR", "BO", "BR", "CL", "CO", "CR", "DO", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "UY", "VE"]
PEAK = """
def peak():
    # MiB of this process alone: getrusage counts that of the process which started it too.
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
"""
WEASYPRINT = """
import json, sys, time
asked, spent, peaks = json.load(sys.stdin), [], []
for name in asked["files"]:
    begun, used = time.perf_counter(), time.process_time()
    import weasyprint
    made = weasyprint.HTML(string=open(name, encoding="utf-8").read()).write_pdf(**asked["options"])
    spent.append((time.perf_counter() - begun, time.process_time() - used))
    peaks.append(peak())
    open(name + ".pdf", "wb").write(made)
print(json.dumps([spent, peaks]))
"""
OURS = """
import json, sys, time
from datetime import UTC, datetime
asked, spent, peaks = json.load(sys.stdin), [], []
begun, used = time.perf_counter(), time.process_time()
from enlace.reports.document.printed import printed
from enlace.reports.document.reading import document_of
imported = time.perf_counter() - begun, time.process_time() - used
for name in asked["files"]:
    document = document_of(json.load(open(name, encoding="utf-8")))
    begun, used = time.perf_counter(), time.process_time()
    made = printed(document, at=datetime(2026, 3, 1, tzinfo=UTC))
    wall, cpu = time.perf_counter() - begun, time.process_time() - used
    spent.append((wall, cpu) if spent else (wall + imported[0], cpu + imported[1]))
    peaks.append(peak())
    open(name + ".pdf", "wb").write(made)
print(json.dumps([spent, peaks]))
"""


class Writer:
    """A report in one language; another `seed` gives other words and numbers of the same measure."""

    def __init__(self, language: str, seed: int) -> None:
        self.language, self.random = language, random.Random(f"{language} {seed}")
        self.sentences = SENTENCES[language].splitlines()

    def text(self, sentences: int) -> str:
        chosen = self.random.sample(self.sentences, sentences)
        return " ".join(f"{one[:-1]} ({self.random.randint(10, 9999)})." for one in chosen)

    def words(self, most: int) -> str:
        found = self.random.choice(self.sentences).split()
        start = self.random.randint(0, max(0, len(found) - most))
        return " ".join(found[start : start + most]).strip(".,").capitalize()

    def document(self) -> b.Document:
        sections = [b.Section(f"part-{place}", self.words(4), tuple(self.section(place))) for place in range(SECTIONS)]
        annex = b.Section("annex", self.words(3), (self.table(ANNEX),), opens_page=True)
        sources = [
            b.Source(place, self.words(9), f"https://example.org/{self.language}/commitments/?part={place}", 12)
            for place in range(1, 31)
        ]
        return b.Document(
            kind="annual",
            title=f"Annual report {self.random.randint(2012, 2030)}",
            subtitle=self.words(3),
            language=self.language,
            publisher=self.words(6),
            dated="31.12.2026",
            mark="Illustrative",
            labels={"contents": "–", "sources": "–", "sources_explained": self.words(9), "photo": "%(credit)s"},
            sections=(*sections, annex),
            sources=tuple(sources),
            figures={},
        )

    def section(self, place: int) -> Iterator[b.Block]:
        if place == 0:
            yield b.KeyFigures(tuple(b.KeyFigure(str(at), at, str(at), self.words(3), at) for at in range(1, 5)))
            yield self.map()
        for part in range(3):
            yield b.Heading(b.Words(self.words(5)), 2 if part < 2 else 3)
            for _paragraph in range(4):
                yield b.Paragraph((b.Run(self.text(5), source=place + 1),))
            if part == 0:
                yield self.table(12)
            elif part == 1:
                yield self.bars()
            else:
                yield b.Points(tuple((b.Run(self.text(1)), b.Run(self.words(3), strong=True)) for _item in range(5)))
        yield b.Note(b.Words(self.words(9)))

    def table(self, rows: int) -> b.Table:
        columns = (
            b.Column("–", share=4),
            b.Column("–", share=3),
            b.Column("–", share=2),
            b.Column("–", numeric=True),
        )
        link = f"https://example.org/{self.language}/commitments/"
        found = tuple(
            (
                b.Cell(
                    b.Words(self.words(8)),
                    f"{link}{self.random.randint(1, 9999)}/",
                    "Illustrative" if at % 3 else "",
                ),
                b.Cell(b.Words(self.words(4))),
                b.Cell(b.Words(f"{self.random.randint(1, 28)}.10.2026")),
                b.Cell(b.Words(str(self.random.randint(0, 4000)))),
            )
            for at in range(rows)
        )
        return b.Table(self.words(6), columns, found, 2)

    def bars(self) -> b.Bars:
        bars = [b.Bar(self.words(2), self.random.randint(0, 40), 40, "12 / 40") for _bar in range(5)]
        return b.Bars(self.words(6), self.words(9), tuple(bars), 3)

    def map(self) -> b.StateMap:
        tiles = [b.MapTile(code, code, place % 5, place // 5, cut=place < 2) for place, code in enumerate(STATES)]
        return b.StateMap(self.words(5), self.words(9), tuple(tiles), (self.words(9),), 1)


def written(folder: Path, rounds: int) -> dict[str, list[str]]:
    """The files of each form, in the order in which they are printed: one cold, then `rounds` of three languages."""
    import_module("django").setup()
    page = import_module("enlace.reports.document.page").standing_page
    activate = import_module("django.utils.translation").override
    asked = [("es", 0), *((language, seed) for seed in range(1, rounds + 1) for language in LANGUAGES)]
    found: dict[str, list[str]] = {"json": [], "html": []}
    for language, seed in asked:
        document = Writer(language, seed).document()
        with activate(language):
            made = {"json": json.dumps(document.as_data()), "html": plain(page(document))}
        for form, text in made.items():
            path = folder / f"{seed}-{language}.{form}"
            path.write_text(text, "utf-8")
            found[form].append(str(path))
    return found


def plain(page: str) -> str:
    style = PLAIN.format(fonts=ROOT / "src/enlace/core/fonts")
    return re.sub(r"<style>.*?</style>", f"<style>{style}</style>", page, count=1, flags=re.DOTALL)


def timed(python: str, program: str, files: list[str], **options: Any) -> dict[str, Any]:
    """What one engine took; the process ends before the next begins, so that its peak of memory is its own."""
    asked = json.dumps({"files": files, "options": options})
    said = subprocess.run(
        [python, "-c", PEAK + program], input=asked, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    (cold, *warm), peaks = json.loads(said)
    found = {}
    for name, which in (("", 0), (" cpu", 1)):
        spent = [one[which] for one in warm]
        three = [sum(spent[at : at + 3]) for at in range(0, len(spent), 3)]
        found |= {
            f"cold{name}": round(cold[which], 2),
            f"one{name}": round(statistics.median(spent[::3]), 2),
            f"three{name}": round(statistics.median(three), 2),
        }
    return found | {"pages": pages(files[1]), "MiB first": peaks[0], "MiB": peaks[-1]}


def pages(name: str) -> int:
    with import_module("pikepdf").open(BytesIO(Path(f"{name}.pdf").read_bytes())) as pdf:
        return len(pdf.pages)


def run(rounds: int, python: str, folder: Path) -> dict[str, Any]:
    files = written(folder, rounds)
    found = {"ours": timed(sys.executable, OURS, files["json"])}
    if python:
        found["WeasyPrint"] = timed(python, WEASYPRINT, files["html"])
        found["WeasyPrint, PDF/UA-1"] = timed(python, WEASYPRINT, files["html"], pdf_variant="pdf/ua-1")
    return {"rounds": rounds, "engines": found}


def table(facts: dict[str, Any]) -> str:
    engines = facts["engines"]
    heads, ours = list(engines["ours"]), engines["ours"]
    ratios = ("one", "one cpu")
    lines = [f"{'seconds':<22}" + "".join(f"{head:>10}" for head in [*heads, "× ours", "× cpu"])]
    for name, found in engines.items():
        times = "".join(f"{found[one] / ours[one]:>10.1f}" for one in ratios)
        lines.append(f"{name:<22}" + "".join(f"{found[head]:>10}" for head in heads) + times)
    if len(engines) == 1:
        lines.append("WeasyPrint was left out: give its interpreter with --weasyprint.")
    return "\n".join(lines)


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--weasyprint", default=os.environ.get("ENLACE_WEASYPRINT", ""), metavar="PYTHON")
    wanted.add_argument("--rounds", type=int, default=3)
    wanted.add_argument("--json", action="store_true")
    args = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="enlace-bench-") as scratch:
        os.environ |= {"ENLACE_DATA": f"{scratch}/data", "ENLACE_SECRET_KEY": "bench", "ENLACE_DEBUG": "0"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
        os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        facts = run(args.rounds, args.weasyprint, Path(scratch))
    print(json.dumps(facts, indent=2) if args.json else table(facts))


if __name__ == "__main__":
    main()
