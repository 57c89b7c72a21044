"""What the tables keep, whoever writes them, and that every maker makes a record."""

import pytest
from django.db import IntegrityError, transaction

from enlace.reports import testing
from enlace.reports.models import Report

pytestmark = pytest.mark.django_db
MAKERS = [f"make_{one}" for one in ("report", "report_section", "section_photo", "remark", "report_edition")]


@pytest.mark.parametrize("name", [*MAKERS, "make_edition_text"])
def test_every_maker_makes_a_record(name):
    made = getattr(testing, name)()
    assert made.pk
    assert str(made)


@pytest.mark.parametrize("fields", [{}, {"kind": "booklet", "year": 2022}, {"kind": "annual"}])
def test_a_report_is_of_what_its_kind_is_about(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(**fields)


def test_there_is_one_report_of_a_year():
    testing.make_report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(kind="annual", year=2022)
