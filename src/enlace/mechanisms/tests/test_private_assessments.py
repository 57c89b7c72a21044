"""That a state looks at itself is told to nobody else: no page, no count, no line of the log, no export."""

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex

from enlace.accounts.actions import record
from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.mechanisms.assessments.actions import begin_assessment, close_assessment, remove_assessment, save_finding
from enlace.mechanisms.models import Assessment, AssessmentFinding
from enlace.mechanisms.testing import make_mechanism
from enlace.network.audit import audit_visible_to
from enlace.network.held import held_on
from enlace.network.models import Role
from enlace.network.privacy_actions import erase_person
from enlace.network.testing import (
    fresh,
    make_focal_point,
    make_host,
    make_mandate,
    make_observer,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
KINDS = {"mechanisms.assessment", "mechanisms.assessmentfinding"}
UNSAID = 2**60


@pytest.fixture
def focal_point():
    return make_focal_point()


@pytest.fixture
def assessment(focal_point):
    begun = begin_assessment(make_state(), by=focal_point)
    save_finding(begun, "1.1", by=focal_point, presence="clear", evidence="Persona 1 lo contó.")
    return begun


def test_its_addresses_answer_others_as_what_does_not_exist(client, assessment):
    ways = [(f"mechanisms:{name}", []) for name in ("assessment", "assessment_comparison", "assessment_sheet")]
    ways += [("mechanisms:close_assessment", []), ("mechanisms:remove_assessment", [])]
    ways += [("mechanisms:assessment_file", ["csv"]), ("mechanisms:assessment_factor", [1])]
    ways += [("mechanisms:assessment_finding", ["1.1"])]
    others = [make_secretary(), make_user("root@example.org", is_superuser=True), make_observer(), make_host()]
    for user in (*others, make_focal_point("other-focal@example.org", "PY")):
        client.force_login(user)
        for name, rest in ways:
            for answer in (client.get, client.post):
                found, absent = (answer(reverse(name, args=[pk, *rest])) for pk in (assessment.pk, UNSAID))
                assert found.status_code == absent.status_code, (name, user)
                assert found.status_code in ((404,) if answer == client.get else (404, 405)), (name, user)
        own = 200 if user.email.startswith("other") else 404
        assert client.get(reverse("mechanisms:assessments")).status_code == own
    assert AssessmentFinding.objects.get().revision == 1


def test_the_log_tells_its_lines_to_those_of_the_state_alone(assessment, focal_point):
    record("publish_mechanism", make_mechanism(), by=focal_point)
    for user in (make_secretary(), make_user("root@example.org", is_superuser=True), None):
        kinds = set(audit_visible_to(user).values_list("subject_kind", flat=True))
        assert kinds & KINDS == set()
        assert user is None or "mechanisms.mechanism" in kinds
    both = make_secretary("both@example.org")
    make_mandate(Role.VALIDATOR, person=both.person)
    assert audit_visible_to(fresh(both)).filter(subject_kind__in=KINDS).count() == 2


def test_no_page_of_the_secretariat_says_a_word(client, assessment, focal_point):
    close_assessment(assessment, by=focal_point)
    removed = begin_assessment(make_state(), by=focal_point)
    remove_assessment(removed, by=focal_point)
    client.force_login(make_secretary())
    person = focal_point.person
    pages = [reverse("network:audit"), reverse("network:held", args=[person.pk]), make_state().get_absolute_url()]
    texts = [client.get(address).text for address in (*pages, reverse("workspace:home"))]
    log = reverse("network:audit_export")
    texts += [b"".join(client.get(log, {"format": form}).streaming_content).decode() for form in ("csv", "jsonl")]
    for text in texts:
        assert not [word for word in ("mechanisms.assess", "utoevalua", "self-ass", str(assessment.pk)) if word in text]


def test_the_log_holds_numbers_alone(assessment, focal_point):
    close_assessment(assessment, by=focal_point)
    for entry in AuditEntry.objects.filter(subject_kind__in=KINDS):
        facts = {**entry.before, **entry.after}
        facts.pop("closed_at", None)
        assert all(isinstance(value, int) for value in facts.values()), entry


def test_the_count_of_what_somebody_did_is_another_for_others(focal_point, assessment):
    person = focal_point.person

    def lines(reader):
        """The first that is said of what somebody did."""
        activity = next(one for one in held_on(person, reader) if one.title in ("Actividad", "Activity"))
        return int(activity.facts[0].value)

    assert (lines(focal_point), lines(make_secretary())) == (2, 0)


def test_the_index_of_references_of_the_cms_knows_none(assessment):
    for model in (Assessment, AssessmentFinding):
        assert not ReferenceIndex.model_is_indexable(model)


def test_its_number_tells_nobody_how_many_there_are(focal_point):
    first = begin_assessment(make_state(), by=focal_point)
    second = begin_assessment(make_state("PY"), by=make_focal_point("py@example.org", "PY"))
    assert abs(first.pk - second.pk) > 1_000


def test_a_name_in_the_evidence_goes_when_its_person_is_erased(assessment, focal_point):
    person = focal_point.person
    save_finding(assessment, "1.2", by=focal_point, presence="some", evidence=f"{person.name} lo dijo.")
    erase_person(person, by=make_secretary())
    assert person.name not in AssessmentFinding.objects.get(indicator="1.2").evidence
