"""What the tables keep, whoever writes them, and that every maker makes a record."""

import pytest
from django.db import IntegrityError, transaction

from enlace.mechanisms import testing
from enlace.mechanisms.models import Edition, Mechanism
from enlace.mechanisms.register.facts import FACTS, facts_of, write_value

pytestmark = pytest.mark.django_db
MAKERS = [name for name in dir(testing) if name.startswith("make_") and name not in ("make_user", "make_state")]


@pytest.mark.parametrize("name", MAKERS)
def test_every_maker_makes_a_record(name):
    assert getattr(testing, name)().pk


def test_one_edition_is_open_at_a_time():
    testing.make_open_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        testing.make_open_edition()
    testing.make_edition(opened_at=None, closed_at=None)
    testing.make_edition()
    assert Edition.objects.open().count() == 1


def test_facts_go_out_and_come_back_as_they_were():
    mechanism = testing.make_mechanism(
        budget=1_250_000,
        budget_currency="UYU",
        sources="Una ley\nUn decreto",
        launched_on="2015-05",
        contact_public=True,
    )
    facts = facts_of(mechanism)
    other = Mechanism()
    for name in FACTS:
        write_value(other, name, facts.get(name, {}))
    assert facts_of(other) == facts
    assert "host" not in facts
