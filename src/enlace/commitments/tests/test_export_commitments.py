import csv
import io
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override
from openpyxl import load_workbook

from enlace.commitments.exchange.table_writing import commitments_table
from enlace.commitments.models import Commitment, Target
from enlace.commitments.testing import make_commitment, make_progress
from enlace.core.texts import Texts
from enlace.network.testing import make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def read(reader, form="csv"):
    data = commitments_table(Commitment.objects.all(), reader, form)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_commitment_is_a_row_with_its_words_its_parties_and_its_last_progress():
    fields = {"parties": [make_state(), make_state("PY")], "due_on": date(2027, 1, 1), "reference": "A-1"}
    title = Texts({"es": "Formar a jueces", "pt": "Formar juízes"})
    commitment = make_commitment(title=title, approach="binational", illustrative=True, **fields)
    commitment.targets.add(Target.objects.get(framework="sdg", code="16.3"))
    make_progress(commitment=commitment, percent=20, reported_on=date(2026, 1, 1))
    make_progress(commitment=commitment, percent=45, reported_on=date(2026, 6, 1))
    make_progress(commitment=commitment, percent=99, cleared=False)
    (row,) = read(NOBODY)
    assert (row["commitment"], row["commitment (pt)"], row["reference"]) == ("Formar a jueces", "Formar juízes", "A-1")
    assert (row["parties"], row["level"], row["targets"]) == ("UY; PY", "binational", "sdg 16.3")
    assert (row["percentage"], row["reported on"], row["reported by"]) == ("45", "2026-06-01", "UY")
    assert (row["to be achieved by"], row["standing"], row["illustrative"]) == ("2027-01-01", "stands", "yes")


def test_a_reader_gets_what_they_see():
    make_commitment(title=Texts({"es": "Borrador"}), stands=False)
    make_commitment(title=Texts({"es": "Espera"}), parties=[make_state(), make_state("PY")], confirmed=[make_state()])
    make_commitment(title=Texts({"es": "Reservado"}), audience="members")
    assert read(NOBODY) == []
    own = make_focal_point()
    assert {row["commitment"] for row in read(own)} == {"Borrador", "Espera", "Reservado"}
    other = make_focal_point("ar@example.org", "AR")
    assert {row["commitment"] for row in read(other)} == {"Reservado"}


def test_no_cell_runs(client):
    make_commitment(title=Texts({"es": "=cmd|' /C calc'!A0"}))
    (row,) = read(NOBODY)
    assert row["commitment"].startswith("'=")
    answer = client.get("/es/commitments/export/?form=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n", "d"}


def test_many_rows_are_read_with_as_many_queries_as_few(django_assert_max_num_queries):
    for _number in range(12):
        make_progress()
    reader = make_secretary()
    with django_assert_max_num_queries(18):
        commitments_table(Commitment.objects.all(), reader, "csv")
