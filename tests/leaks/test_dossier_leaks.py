"""The dossier of a state shows each of those who may make it nothing that they must not see."""

import json

import pytest

from enlace.core.clock import today
from enlace.network.models import Role
from enlace.network.testing import fresh, make_cast, make_mandate, make_state
from enlace.reports.dossier.report import dossier
from tests.leaks.records import CANARY, hidden_from, make_records
from tests.leaks.test_leaks import told

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_no_dossier_shows_what_its_reader_must_not_see():
    cast = make_cast()
    records = make_records(cast)
    for reader in (cast.focal_point, cast.alternate, cast.validator):
        hidden = hidden_from(fresh(reader), records)
        shown = json.dumps(dossier(make_state(), fresh(reader)).as_data(), ensure_ascii=False).lower()
        assert told(shown, hidden, "") == []
        assert len(set(CANARY.findall(shown))) > 20
    hidden = hidden_from(fresh(cast.focal_point), records)
    make_mandate(Role.SECRETARY, person=cast.focal_point.person, since=today())
    shown = json.dumps(dossier(make_state(), fresh(cast.focal_point)).as_data(), ensure_ascii=False).lower()
    assert told(shown, hidden, "") == []
