"""What tests of the import share."""

import os
from pathlib import Path

import pytest

from enlace.commitments.exchange.applying_actions import import_commitments
from enlace.commitments.exchange.mapping import mapping_from
from enlace.commitments.exchange.planning import plan_import
from enlace.commitments.exchange.reading import read_sheet

SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
needs_shared_data = pytest.mark.skipif(
    not (SHARED / "upr").is_dir(), reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder"
)
SESSIONS = {
    **{
        "1": "2008-04",
        "3": "2008-12",
        "4": "2009-02",
        "5": "2009-05",
        "6": "2009-12",
        "10": "2011-02",
        "13": "2012-06",
    },
    **{"14": "2012-11", "16": "2013-05", "17": "2013-11", "18": "2014-02", "19": "2014-05"},
}
UPR = {
    "columns": {"Text": "text", "To": "parties", "From": "source", "Session": "made_on"},
    "constants": {"language": "en", "approach": "national", "source": "UPR, recommended by"},
    "words": {"Session": SESSIONS},
}
OF_UPR = ("AR", "BR", "CL", "CO", "CR", "EC", "MX", "PY", "UY")
COLUMNS = {
    **{"reference": "reference", "title": "title", "parties": "parties", "level": "approach", "made": "made_on"},
    **{"percent": "percent", "due": "due_on", "source": "source"},
}
HEADER = ",".join(COLUMNS)


def plan(*lines, header=HEADER, columns=COLUMNS, constants=None, **more):
    options = {name: more.pop(name) for name in ("rest", "choices") if name in more}
    mapping = mapping_from({"columns": columns, "constants": constants or {}} | more)
    return plan_import(read_sheet("\n".join([header, *lines]).encode()), mapping, **options)


def bring(*lines, **more):
    made = plan(*lines, **more)
    import_commitments(made, by=None)
    return made


def wrong(*lines, **more):
    return [(one.row, one.column, one.wrong) for one in plan(*lines, **more).problems]


def line(reference="A1", title="Formar a jueces", parties="UY", level="nacional", made="2016-03-15", **more):
    cells = [reference, title, parties, level, made, more.get("percent", ""), more.get("due", "")]
    return ",".join(f'"{cell}"' for cell in [*cells, more.get("source", "Acta 4")])
