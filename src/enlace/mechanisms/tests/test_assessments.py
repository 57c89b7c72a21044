"""A state looks at its risks: the framework, what is saved and refused, two at once, closing, comparing, files."""

import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from enlace.core.clock import now, today
from enlace.mechanisms.assessments import actions
from enlace.mechanisms.assessments.actions import OvertakenError, save_finding
from enlace.mechanisms.assessments.queries import compared, findings_of, last_before
from enlace.mechanisms.assessments.risk_factors import FACTORS, INDICATORS
from enlace.mechanisms.models import Assessment, AssessmentFinding
from enlace.mechanisms.testing import make_assessment, make_assessment_finding
from enlace.network.testing import make_focal_point, make_state, make_validator

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal_point(client):
    user = make_focal_point()
    client.force_login(user)
    return user


def factor_page(assessment, number=1):
    return reverse("mechanisms:assessment_factor", args=[assessment.pk, number])


def finding_address(assessment, indicator="1.1"):
    return reverse("mechanisms:assessment_finding", args=[assessment.pk, indicator])


def test_the_framework_has_fourteen_factors_with_indicators_in_three_languages():
    assert list(FACTORS) == list(range(1, 15))
    assert all(6 <= len(factor.indicators) <= 18 for factor in FACTORS.values())
    assert all(set(one.label) == {"es", "en", "pt"} for one in [*FACTORS.values(), *INDICATORS.values()])
    assert [code for code in INDICATORS if code.startswith("9.")] == [f"9.{number}" for number in range(1, 7)]


def test_two_who_begin_at_once_fill_in_the_same(focal_point):
    begun = actions.begin_assessment(make_state(), by=focal_point)
    assert actions.begin_assessment(make_state(), by=make_validator()) == begun


def test_a_finding_is_saved_and_what_says_the_same_again_is_no_change(focal_point):
    assessment = make_assessment()
    assert save_finding(assessment, "1.1", by=focal_point) is None
    said = {"presence": "some", "evidence": "Un informe.\r\nDos líneas.", "evidence_on": today()}
    first = save_finding(assessment, "1.1", by=focal_point, **said)
    assert (first.revision, first.evidence) == (1, "Un informe.\nDos líneas.")
    assert save_finding(assessment, "1.1", by=focal_point, **said).revision == 1
    emptied = save_finding(assessment, "1.1", by=focal_point, revision=1)
    assert (emptied.revision, emptied.presence, emptied.evidence) == (2, "", "")


def test_who_saves_over_what_they_have_not_read_is_told(focal_point):
    assessment = make_assessment()
    save_finding(assessment, "1.1", by=focal_point, presence="some", evidence="Lo primero.")
    validator = make_validator()
    with pytest.raises(OvertakenError) as told:
        save_finding(assessment, "1.1", by=validator, presence="clear", evidence="Lo segundo.")
    assert told.value.finding.evidence == "Lo primero."
    both = save_finding(assessment, "1.1", by=validator, evidence="Lo segundo.", revision=1, beneath=True)
    assert (both.presence, both.evidence, both.revision) == ("some", "Lo primero.\n\nLo segundo.", 2)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"presence": "much"}, "presence"),
        ({"evidence": "x" * 50_000}, "evidence"),
        ({"evidence_on": today() + timedelta(days=1)}, "evidence_on"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(focal_point, said, field):
    with pytest.raises(ValidationError) as refused:
        save_finding(make_assessment(), "1.1", by=focal_point, **said)
    assert list(refused.value.message_dict) == [field]
    assert not AssessmentFinding.objects.exists()


def test_a_closed_one_does_not_change_and_an_empty_one_is_not_closed(focal_point):
    assessment = make_assessment()
    with pytest.raises(ValidationError):
        actions.close_assessment(assessment, by=focal_point)
    save_finding(assessment, "1.1", by=focal_point, presence="none")
    actions.close_assessment(assessment, by=focal_point)
    with pytest.raises(PermissionDenied):
        save_finding(assessment, "1.1", by=focal_point, presence="clear", revision=1)
    with pytest.raises(PermissionDenied):
        actions.remove_assessment(assessment, by=focal_point)


def test_one_is_compared_with_the_state_s_own_last_closed_one(focal_point):
    make_assessment(state=make_state("PY"), closed_at=now())
    make_assessment(closed_at=now() - timedelta(days=800))
    before = make_assessment(closed_at=now() - timedelta(days=400))
    after = make_assessment()
    then = {"1.1": "some", "1.2": "clear", "1.3": "none", "1.4": "none"}
    this_time = {"1.1": "clear", "1.2": "none", "1.3": "none", "1.5": "some"}
    for assessment, found in ((before, then), (after, this_time)):
        for code, presence in found.items():
            make_assessment_finding(assessment=assessment, indicator=code, presence=presence, by=focal_point)
    assert last_before(after) == before
    comparison = compared(findings_of(after), findings_of(before))
    turned = [[turn.indicator.code for turn in turns] for turns in (comparison.rose, comparison.fell)]
    assert turned == [["1.1"], ["1.2"]]
    assert [turn.indicator.code for turn in (*comparison.new, *comparison.left)] == ["1.5", "1.4"]
    assert comparison.same == 1


def test_the_page_of_a_factor_saves_what_was_changed_and_goes_on(client, focal_point):
    assessment = make_assessment()
    make_assessment_finding(assessment=assessment, indicator="1.2", presence="some", by=focal_point)
    page = client.get(factor_page(assessment))
    carried = {one.add_prefix(name): value for one in page.context["findings"] for name, value in one.carried.items()}
    AssessmentFinding.objects.filter(indicator="1.2").update(presence="clear", revision=2)
    sent = carried | {"1-2-presence": "some", "1-2-evidence": "Un informe.", "1-2-evidence_on": today().isoformat()}
    sent |= {"1-1-presence": "some", "1-1-evidence": "<script>alert(1)</script>"}
    assert client.post(factor_page(assessment), sent).url == factor_page(assessment, 2)
    found = findings_of(assessment)
    assert (found["1.1"].evidence, found["1.2"].presence) == ("<script>alert(1)</script>", "clear")
    assert b"<script>alert" not in client.get(factor_page(assessment)).content


def test_a_date_in_words_is_shown_at_its_field_and_nothing_typed_is_lost(client, focal_point):
    assessment = make_assessment()
    sent = {
        "1-1-presence": "some",
        "1-1-evidence": "Lo escrito.",
        "1-1-evidence_on": "el 3 de mayo",
        "1-3-presence": "none",
    }
    page = client.post(factor_page(assessment), sent)
    assert page.status_code == 200
    assert [form.indicator.code for form in page.context["wrong"]] == ["1.1"]
    assert "evidence_on" in page.context["wrong"][0].errors
    assert all(typed in page.text for typed in ("Lo escrito.", "el 3 de mayo"))
    assert list(findings_of(assessment)) == ["1.3"]


def test_two_at_once_see_both_texts_and_settle_them(client, focal_point):
    assessment = make_assessment()
    save_finding(assessment, "1.1", by=make_validator(), presence="clear", evidence="De la colega.")
    sent = {"1-1-presence": "some", "1-1-evidence": "Lo mío."}
    part = client.post(finding_address(assessment), sent, headers={"HX-Request": "true"})
    assert "De la colega." in part.text
    page = client.post(factor_page(assessment), sent)
    assert "De la colega." in page.text
    assert "Lo mío." in page.text
    settled = client.post(factor_page(assessment), sent | {"1-1-settled": "beneath", "1-1-newest": "1"})
    assert settled.url == factor_page(assessment)
    assert findings_of(assessment)["1.1"].evidence == "De la colega.\n\nLo mío."


def test_what_htmx_saves_carries_the_next_revision(client, focal_point):
    assessment = make_assessment()
    part = client.post(finding_address(assessment), {"1-1-presence": "some"}, headers={"HX-Request": "true"})
    assert 'name="1-1-revision" value="1"' in part.text
    form = part.context["form"]
    again = {form.add_prefix(name): value for name, value in form.carried.items()} | {"1-1-presence": "clear"}
    client.post(finding_address(assessment), again, headers={"HX-Request": "true"})
    assert (findings_of(assessment)["1.1"].presence, findings_of(assessment)["1.1"].revision) == ("clear", 2)


def test_the_way_from_begin_to_close(client, focal_point):
    begun = client.post(reverse("mechanisms:begin_assessment"), {"state": make_state().pk})
    assessment = Assessment.objects.get()
    assert begun.url == assessment.get_absolute_url()
    save_finding(assessment, "14.1", by=focal_point, presence="some", evidence="Un informe.")
    for name in ("assessment", "assessment_sheet", "close_assessment", "remove_assessment"):
        assert client.get(reverse(f"mechanisms:{name}", args=[assessment.pk])).status_code == 200
    client.post(reverse("mechanisms:close_assessment", args=[assessment.pk]))
    assert client.get(factor_page(assessment, 14)).url.endswith("/sheet/#factor-14")
    following = actions.begin_assessment(make_state(), by=focal_point)
    assert client.get(reverse("mechanisms:assessment_comparison", args=[following.pk])).status_code == 200
    client.post(reverse("mechanisms:remove_assessment", args=[following.pk]))
    assert list(Assessment.objects.all()) == [assessment]


def test_its_files_hold_every_indicator_and_no_cell_is_a_formula(client, focal_point):
    assessment = make_assessment()
    make_assessment_finding(assessment=assessment, evidence="=cmd|'/C calc'!A0", by=focal_point)
    files = {
        form: client.get(reverse("mechanisms:assessment_file", args=[assessment.pk, form]))
        for form in ("csv", "xlsx", "json")
    }
    assert all(one["Cache-Control"] == "no-store" for one in files.values())
    assert "'=cmd" in files["csv"].content.decode("utf-8-sig")
    rows = list(load_workbook(io.BytesIO(files["xlsx"].content)).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + len(INDICATORS)
    assert json.loads(files["json"].content)["findings"][0]["evidence"] == "=cmd|'/C calc'!A0"


def test_the_pages_ask_as_much_for_many_as_for_few(client, focal_point, django_assert_max_num_queries):
    newest = make_assessment()
    make_assessment_finding(assessment=make_assessment(closed_at=now() - timedelta(days=1)), by=focal_point)
    asked = {}
    for address in (reverse("mechanisms:assessments"), newest.get_absolute_url(), factor_page(newest)):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        asked[address] = len(few)
    for years in range(1, 12):
        assessment = make_assessment(closed_at=now() - timedelta(days=365 * years))
        AssessmentFinding.objects.bulk_create(
            AssessmentFinding(assessment=assessment, indicator=code, presence="some", by=focal_point)
            for code in INDICATORS
        )
    for address, few in asked.items():
        with django_assert_max_num_queries(few):
            assert client.get(address).status_code == 200
