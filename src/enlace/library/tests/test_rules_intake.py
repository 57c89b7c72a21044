"""Who may take files into the library (network.testing.COLUMNS)."""

import pytest

from enlace.core.clock import now
from enlace.files.testing import make_file
from enlace.library.intake import rules
from enlace.library.testing import make_ingested_file, make_language_version, make_publication
from enlace.network.testing import make_cast, make_nomination, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                           F O A V B S E H R N ? >
can_ingest_file           into the library                 . . . . . Y . . Y . . Y
can_read_version          of a publication                 . . . . . Y . . Y . . Y
can_read_version          of a publication, erased         . . . . . . . . . . . .
can_read_version          of something else                . . . . . . . . . . . .
can_change_ingested_file  one that waits                   . . . . . Y . . Y . . Y
can_change_ingested_file  one that was read                . . . . . . . . . . . .
can_erase_ingested_file   one that was read                . . . . . Y . . Y . . Y
can_remove_ingested_file  one that was refused             . . . . . Y . . Y . . Y
can_remove_ingested_file  whose draft nobody confirmed     . . . . . . . . . . . .
can_remove_ingested_file  whose draft was confirmed        . . . . . Y . . Y . . Y
"""


def _version(owner, **overrides):
    version = make_file(owner).versions.get()
    for name, value in overrides.items():
        setattr(version, name, value)
    return version


def _became(**overrides):
    return make_ingested_file(read_at=now(), publication=make_publication(published=False, **overrides))


CASES = {
    "into the library": lambda cast: (),
    "of a publication": lambda cast: (_version(make_language_version()),),
    "of a publication, erased": lambda cast: (_version(make_language_version(), content=""),),
    "of something else": lambda cast: (_version(make_nomination()),),
    "one that waits": lambda cast: (make_ingested_file(),),
    "one that was read": lambda cast: (make_ingested_file(read_at=now()),),
    "one that was refused": lambda cast: (make_ingested_file(read_at=now(), reason="broken"),),
    "whose draft nobody confirmed": lambda cast: (_became(confirmed=False),),
    "whose draft was confirmed": lambda cast: (_became(),),
}


def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
