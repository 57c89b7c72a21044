import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.network.member_actions import record_state
from enlace.network.models import State
from enlace.network.testing import make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db


def test_a_new_state_gets_the_first_free_place():
    record_state("MX", by=None)
    state = record_state("gt", by=make_secretary())
    assert (state.code, state.column, state.row) == ("GT", 2, 1)


def test_a_state_keeps_its_place_where_none_is_given():
    record_state("UY", by=None, column=6, row=7)
    assert (record_state("UY", by=None).column, State.objects.get().row) == (6, 7)


def test_a_focal_point_adds_no_state():
    with pytest.raises(PermissionDenied):
        record_state("MX", by=make_focal_point())


def test_what_is_no_code_of_a_state_is_refused_at_the_code():
    with pytest.raises(ValidationError) as refused:
        record_state("ZZ", by=None)
    assert "ZZ" in refused.value.message_dict["code"][0]


def test_a_place_where_another_state_stands_is_refused():
    make_state("UY", column=6, row=7)
    with pytest.raises(ValidationError) as refused:
        record_state("PY", by=None, column=6, row=7)
    assert "Uruguay" in refused.value.message_dict["row"][0]


@pytest.mark.parametrize(("column", "row", "field"), [(25, 1, "column"), (1, 99, "row")])
def test_a_place_beyond_the_map_is_refused(column, row, field):
    with pytest.raises(ValidationError) as refused:
        record_state("PY", by=None, column=column, row=row)
    assert field in refused.value.message_dict


def test_the_log_says_where_it_stood_and_stands():
    record_state("UY", by=None, column=6, row=7)
    record_state("UY", by=(secretary := make_secretary()), column=5, row=7)
    entry = AuditEntry.objects.filter(action="record_state").first()
    assert (entry.by, entry.before, entry.after) == (
        secretary,
        {"column": 6, "row": 7},
        {"code": "UY", "column": 5, "row": 7},
    )
