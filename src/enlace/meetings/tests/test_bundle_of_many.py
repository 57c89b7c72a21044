"""Many papers, large ones and ones that break readers: the building stays small and goes on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import settings

from enlace.meetings.papers import bundle_pdf
from enlace.meetings.papers.bundle_pdf import readable
from enlace.meetings.tests.making_papers import pdf

SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data")) / "pdf_hard"
FAULTS = {"locked", "broken", "large"}
MEGABYTE = 1024 * 1024
COUNTS_MEMORY = """
import json, resource, sys
from pathlib import Path
from enlace.core.confined import Limits, confined
folder, sources = Path(sys.argv[1]), json.loads(sys.argv[2])
copies = [str(folder / f"{n}.copy") for n in range(len(sources))]
pages = [one["pages"] for one in confined(
    "enlace.meetings.papers.pdf_reading", {"papers": list(zip(sources, copies))}, Limits(), folder
) if "pages" in one]
marks = [["day", None, [[str(n), n, []] for n in range(len(copies))]]]
whole = {"parts": copies, "bookmarks": marks, "target": str(folder / "whole"), "title": "t", "language": "es"}
last = list(confined("enlace.meetings.papers.pdf_merging", whole, Limits(), folder))[-1]
print(json.dumps([sum(pages), last["pages"], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


@pytest.mark.slow
def test_sixty_papers_of_five_megabytes_take_little_memory(tmp_path):
    sources = []
    for number in range(60):
        source = tmp_path / f"{number}.pdf"
        source.write_bytes(pdf(4, size=5 * MEGABYTE))
        sources.append(str(source))
    command = [sys.executable, "-c", COUNTS_MEMORY, str(tmp_path), json.dumps(sources)]
    environment = os.environ | {"PYTHONPATH": str(settings.ROOT / "src")}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300).stdout
    read, merged, kilobytes = json.loads(said)
    assert read == merged == 240
    assert (tmp_path / "whole").stat().st_size > 300 * MEGABYTE
    assert kilobytes < 120 * 1024


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder")
def test_what_breaks_readers_is_left_out_and_what_can_be_read_can_be_merged(tmp_path):
    sources = sorted(SHARED.rglob("*.pdf"))
    told: list[int] = []
    pages = readable(sources, tmp_path, told.append)
    assert len(pages) == len(sources)
    assert {one for one in pages if isinstance(one, str)} <= FAULTS
    kept = [number for number, one in enumerate(pages) if isinstance(one, int)]
    assert len(kept) > len(sources) / 2
    assert told[-1] == len(sources)
    parts = [str(bundle_pdf.copy_of(tmp_path, number)) for number in kept]
    job = {"parts": parts, "bookmarks": [], "target": str(tmp_path / "whole"), "title": "t", "language": "es"}
    list(bundle_pdf.confined(bundle_pdf.MERGING, job, bundle_pdf.MERGING_LIMITS, tmp_path))
    assert len(pypdfium2.PdfDocument(tmp_path / "whole")) == sum(pages[number] for number in kept)


def test_one_that_takes_the_reader_down_does_not_keep_the_others_back(tmp_path):
    good, absurd = tmp_path / "good", tmp_path / "absurd"
    good.write_bytes(pdf(2))
    absurd.write_bytes(deep())
    assert readable([good, absurd, None, good], tmp_path, lambda done: None) == [2, "broken", "kind", 2]


def deep() -> bytes:
    """Of dictionaries within dictionaries, more than any stack holds."""
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * 5_000_000 + b"\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"


def test_a_link_stays_and_what_runs_by_itself_goes(tmp_path):
    source = tmp_path / "source"
    with pikepdf.Pdf.new() as document:
        document.add_blank_page()
        page = document.pages[0].obj
        page.AA = pikepdf.Dictionary(O=script())
        page.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)
                for action in (
                    script(),
                    pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org", Next=script()),
                )
            ]
        )
        document.Root.OpenAction = script()
        document.save(source)
    assert readable([source], tmp_path, lambda done: None) == [1]
    content = (tmp_path / "0.pdf").read_bytes()
    with pikepdf.open(tmp_path / "0.pdf") as copy:
        written = "".join(repr(one) for one in copy.objects)
    assert "app.alert" not in written
    assert b"OpenAction" not in content
    assert "https://example.org" in written


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
