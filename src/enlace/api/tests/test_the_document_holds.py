"""The OpenAPI document says what the answers are: schemathesis asks all that it allows, and what it does not."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from enlace.api.tests.made_world import make_world
from enlace.commitments.models import Commitment
from enlace.consultations.models import Priority
from enlace.library.models import Publication
from enlace.meetings.models import Meeting
from enlace.network.models import State
from enlace.themes.models import Theme

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
EXAMPLES = 10
THOROUGH = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def document():
    make_world(2)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


def operations(document):
    return [result.ok() for result in document.get_all_operations()]


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_question_is_answered_as_the_document_says(document, mode):
    asked = 0
    for operation in operations(document):
        if mode is GenerationMode.NEGATIVE and not list(operation.iter_parameters()):
            continue

        @THOROUGH
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            nonlocal asked
            case.call_and_validate()
            asked += 1

        ask()
    assert asked > 60


def test_every_record_is_as_the_document_says(document):
    keys = {
        "state_code": State.objects.values_list("code", flat=True),
        "meeting_id": Meeting.objects.values_list("pk", flat=True),
        "priority_id": Priority.objects.values_list("pk", flat=True),
        "commitment_id": Commitment.objects.values_list("pk", flat=True),
        "publication_id": Publication.objects.values_list("pk", flat=True),
        "theme_slug": Theme.objects.values_list("slug", flat=True)[:5],
    }
    answered = []
    for operation in operations(document):
        name = next((key for key in keys if f"{{{key}}}" in operation.path), "")
        for value in keys.get(name, [None]):
            case = operation.Case(path_parameters={name: value} if name else {})
            answered.append(case.call_and_validate().status_code)
    assert (answered.count(200) > 15, set(answered)) == (True, {200, 404})
