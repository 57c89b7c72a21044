"""Who may do what in the catalogue of the library (network.testing.COLUMNS)."""

import pytest

from enlace.core.clock import now
from enlace.library.cataloguing import rules
from enlace.library.testing import make_collection, make_language_version, make_publication
from enlace.network.testing import make_cast, untrue_rows

pytestmark = pytest.mark.django_db
TRUTH = """
                                                                F O A V B S E H R N ? >
can_add_collection           on record                          . . . . . Y . . Y . . Y
can_change_collection        a collection                       . . . . . Y . . Y . . Y
can_remove_collection        a collection                       . . . . . Y . . Y . . Y
can_add_publication          on record                          . . . . . Y . . Y . . Y
can_change_publication       a draft                            . . . . . Y . . Y . . Y
can_change_publication       published                          . . . . . Y . . Y . . Y
can_confirm_publication      nobody has looked at it            . . . . . Y . . Y . . Y
can_confirm_publication      a draft                            . . . . . . . . . . . .
can_publish_publication      a draft                            . . . . . Y . . Y . . Y
can_publish_publication      withdrawn                          . . . . . Y . . Y . . Y
can_publish_publication      published                          . . . . . . . . . . . .
can_withdraw_publication     published                          . . . . . Y . . Y . . Y
can_withdraw_publication     a draft                            . . . . . . . . . . . .
can_withdraw_publication     withdrawn                          . . . . . . . . . . . .
can_remove_publication       a draft                            . . . . . Y . . Y . . Y
can_remove_publication       published                          . . . . . . . . . . . .
can_remove_publication       withdrawn                          . . . . . . . . . . . .
can_add_language_version     published                          . . . . . Y . . Y . . Y
can_change_language_version  in Spanish                         . . . . . Y . . Y . . Y
can_remove_language_version  of a draft                         . . . . . Y . . Y . . Y
can_remove_language_version  the only one of what is published  . . . . . . . . . . . .
can_remove_language_version  one of two                         . . . . . Y . . Y . . Y
can_remove_language_version  beside one without a file          . . . . . . . . . . . .
can_erase_language_file      of a draft                         . . . . . Y . . Y . . Y
can_erase_language_file      the only one of what is published  . . . . . . . . . . . .
can_join_publications        a draft                            . . . . . Y . . Y . . Y
can_join_publications        published                          . . . . . . . . . . . .
can_join_publications        withdrawn                          . . . . . . . . . . . .
"""
PDF = b"%PDF-1.7 uno"


def _beside(content):
    found = make_language_version(content=PDF)
    make_language_version(publication=found.publication, language="en", content=content)
    return (found,)


CASES = {
    "on record": lambda cast: (),
    "a collection": lambda cast: (make_collection(),),
    "a draft": lambda cast: (make_publication(published=False),),
    "nobody has looked at it": lambda cast: (make_publication(confirmed=False),),
    "published": lambda cast: (make_publication(),),
    "withdrawn": lambda cast: (make_publication(withdrawn_at=now()),),
    "in Spanish": lambda cast: (make_language_version(),),
    "of a draft": lambda cast: (make_language_version(publication=make_publication(published=False), content=PDF),),
    "the only one of what is published": lambda cast: (make_language_version(content=PDF),),
    "one of two": lambda cast: _beside(PDF),
    "beside one without a file": lambda cast: _beside(None),
}


def test_every_row_is_true():
    assert untrue_rows(TRUTH, rules, CASES, make_cast()) == []
