"""What programs read: every public record, whole, in pages; and nothing else, whoever asks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from enlace.api.tests.made_world import SECRET, make_public_commitment, make_world
from enlace.commitments.models import Commitment, CommitmentEvent, Evidence
from enlace.commitments.testing import make_commitment, make_commitment_event, make_evidence, make_progress
from enlace.commitments.tests.making_many import make_many
from enlace.consultations.models import Priority
from enlace.core.clock import today
from enlace.files.testing import make_file
from enlace.meetings.models import Meeting
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_focal_point, make_secretary, make_state
from enlace.themes.models import Theme

pytestmark = pytest.mark.django_db
HOME = "/api/v1/"
LISTS = ("states", "meetings", "priorities", "commitments", "publications", "themes")


def read(path, status=200, client=None, **headers):
    answer = (client or Client()).get(HOME + path, headers=headers)
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


def addresses():
    """Each list, and each record of its first page."""
    lists = [f"{name}?per_page=100" for name in LISTS]
    details = [one["links"]["self"].partition(HOME)[2] for path in lists for one in read(path)["items"]]
    return [*lists, *details]


def test_it_begins_with_the_address_of_each_list():
    start = read("")
    assert start["resources"]["commitments"] == "http://testserver/api/v1/commitments"
    assert set(start["resources"]) == set(LISTS)
    assert Client().get(start["openapi"]).json()["openapi"] == "3.1.0"


def test_a_commitment_is_whole():
    meeting, hidden = make_meeting(audience="public"), make_meeting()
    made = make_public_commitment(meeting, hidden)
    found = read(f"commitments/{made.pk}")
    assert [(one["kind"], one.get("code")) for one in found["parties"]] == [("state", "UY"), ("organisation", None)]
    assert found["parties"][0]["name"] == {"es": "Uruguay", "en": "Uruguay", "pt": "Uruguai"}
    assert (found["standing"], found["outcome"], found["level"]) == ("stands", None, "national")
    assert [(one["kind"], one["meeting"]) for one in found["acts"]] == [("made", meeting.pk), ("renewed", None)]
    assert found["meetings"] == [meeting.pk]
    assert [one["target"] for one in found["milestones"]] == [120.0]
    assert [one["percent"] for one in found["progress"]] == [40, None]
    kinds = [(one["kind"], one["link"], one["publication"]) for one in found["progress"][0]["evidence"]]
    assert kinds == [("link", "https://example.org/programa", ""), ("publication", "", "Informe anual, 2025")]
    assert found["latest_progress"]["percent"] is None
    assert set(found["links"]["html"]) == {"es", "en", "pt"}
    line = read("commitments")["items"][0]
    assert line == {name: value for name, value in found.items() if name in line}


def test_evidence_that_is_a_file_names_what_everybody_may_fetch(settings):
    report = make_progress()
    shown, closed = make_evidence(progress=report, link=""), make_evidence(progress=report, link="", audience="members")
    file = make_file(shown)
    make_file(closed)
    found = read(f"commitments/{report.commitment_id}")["progress"][0]["evidence"]
    assert [(one["kind"], one["file"]["name"]) for one in found] == [("file", "carta.pdf")]
    assert found[0]["file"]["address"].endswith(file.get_absolute_url())
    assert Client().get(found[0]["file"]["address"]).status_code == 200


def test_nothing_that_is_not_public_is_in_it_whoever_asks():
    make_world()
    readers = [Client(), Client(), Client()]
    readers[1].force_login(make_secretary())
    readers[2].force_login(make_focal_point())
    hidden = [f"meetings/{one.pk}" for one in Meeting.objects.exclude(audience="public")]
    hidden += [f"commitments/{one.pk}" for one in Commitment.objects.filter(title__es=SECRET)]
    assert len(hidden) >= 4
    for path in addresses():
        answers = [reader.get(HOME + path) for reader in readers]
        assert len({answer.content for answer in answers}) == 1
        assert SECRET not in answers[0].text
        assert not [answer for answer in answers if answer.cookies or "Cookie" in answer.get("Vary", "")]
    for path in hidden:
        assert [reader.get(HOME + path).status_code for reader in readers] == [404, 404, 404]


def test_a_hidden_meeting_is_named_nowhere_and_chooses_nothing():
    make_world()
    hidden, public = Meeting.objects.get(audience="members"), Meeting.objects.get(audience="public")
    priority = read(f"priorities/{Priority.objects.get().pk}")
    assert (priority["meeting"], [one["meeting"] for one in priority["reviews"]]) == (public.pk, [None])
    for resource in ("commitments", "priorities"):
        assert read(f"{resource}?meeting={hidden.pk}")["total"] == 0
        assert read(f"{resource}?meeting={public.pk}")["total"] == 1


def test_what_superseded_it_is_named_where_it_is_public():
    successors = [make_commitment(), make_commitment(audience="members")]
    named = []
    for successor in successors:
        old = make_commitment()
        make_commitment_event(commitment=old, kind="closed", outcome="superseded", successor=successor)
        named.append(read(f"commitments/{old.pk}")["acts"][-1]["superseded_by"])
    assert named == [successors[0].pk, None]


def test_a_change_shows_at_once():
    made = make_commitment()
    before = Client().get(f"{HOME}commitments/{made.pk}")
    make_commitment_event(commitment=made, kind="closed", outcome="achieved")
    after = Client().get(f"{HOME}commitments/{made.pk}", headers={"If-None-Match": before["ETag"]})
    assert (before.json()["standing"], after.status_code, after.json()["outcome"]) == ("stands", 200, "achieved")
    Commitment.objects.update(audience="members")
    read(f"commitments/{made.pk}", 404)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("state=py", "binational"),
        ("state=UY", "national binational closed"),
        ("state=BR", ""),
        ("level=binational", "binational"),
        ("theme=genocide", "national"),
        ("theme=atrocity-crimes", "national"),
        ("theme=no-such", ""),
        ("standing=stands", "national binational"),
        ("standing=closed", "closed"),
        ("outcome=achieved", "closed"),
        ("outcome=withdrawn", ""),
        ("standing=stands&outcome=achieved", ""),
        ("made_since={long_ago}", "national binational closed"),
        ("made_since={today}", ""),
        ("updated_since={recently}", "national"),
        ("updated_since=0001-01-01", "national binational closed"),
        ("updated_since=9999-12-31", ""),
        ("state=UY&level=national&standing=stands", "national"),
    ],
)
def test_filters_choose_and_are_joined(question, found):
    made = {
        "national": make_commitment(),
        "binational": make_commitment(parties=[make_state(), make_state("PY")], approach="binational"),
        "closed": make_commitment(),
    }
    made["national"].themes.add(Theme.objects.get(slug="genocide"))
    make_progress(commitment=made["national"])
    make_commitment_event(commitment=made["closed"], kind="closed", outcome="achieved")
    days = {"long_ago": today() - timedelta(days=40), "recently": today() - timedelta(days=12), "today": today()}
    answer = read(f"commitments?{question.format(**days)}")
    assert [one["id"] for one in answer["items"]] == [made[name].pk for name in found.split()]


def test_that_a_public_report_was_taken_back_counts_as_an_update():
    report = make_progress(taken_back_at=timezone.now())
    found = read(f"commitments?updated_since={today()}")["items"]
    assert [(one["id"], one["updated_on"], one["latest_progress"]) for one in found] == [
        (report.commitment_id, str(today()), None)
    ]


def test_lists_come_in_pages():
    for _turn in range(5):
        make_commitment()
    seen, address = [], f"{HOME}commitments?per_page=2&standing=stands"
    while address:
        answer = Client().get(address)
        page = answer.json()
        seen += [one["id"] for one in page["items"]]
        assert page["total"] == 5
        assert (f'<{page["next"]}>; rel="next"' in answer["Link"]) == (page["next"] is not None)
        address = page["next"]
    assert seen == sorted(Commitment.objects.values_list("pk", flat=True))
    assert page["previous"].endswith("commitments?per_page=2&standing=stands&page=2")
    beyond = read("commitments?page=1000000&per_page=100")
    assert (beyond["items"], beyond["next"], beyond["previous"]) == (
        [],
        None,
        f"http://testserver{HOME}commitments?page=1&per_page=100",
    )


@pytest.mark.parametrize(
    ("path", "language", "sentence"),
    [
        ("commitments?page=0", "en", "A page is a whole number from 1 to 1000000."),
        ("commitments?per_page=101", "en", "A page holds from 1 to 100 records."),
        ("commitments?made_since=31.12.2025", "en", "A day is written year-month-day, for example 2026-05-31."),
        ("commitments?made_since=2026-02-30", "en", "A day is written year-month-day, for example 2026-05-31."),
        ("commitments?state=URY", "en", "A state is named by two letters, for example UY."),
        ("commitments?level=global", "en", "Choose one of: local, national, binational, regional."),
        ("states?stat=UY", "en", "There is no such parameter here. There are: page, per_page."),
        ("states/UY?page=1", "en", "This address takes no parameters."),
    ],
)
def test_what_is_asked_wrongly_is_told_in_a_sentence(path, language, sentence):
    answer = Client().get(HOME + path, headers={"Accept-Language": language})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert (answer["Content-Language"], answer["Vary"]) == (language, "Accept-Language")
    told = answer.json()
    assert (told["status"], told["type"], told["detail"]) == (400, "about:blank", sentence)
    assert [one["detail"] for one in told["errors"]] == [sentence]


HOSTILE = ["%00", "9" * 30, "-1", "0", "1_0", "%201", "%F0%9F%92%A5", "..%2F..%2Fetc", "'%20OR%201=1--", "%C3%28", "٣"]


@pytest.mark.parametrize("value", [*HOSTILE, "x" * 900, "<script>", "1/", "a/b"])
def test_what_is_not_there_is_a_problem_whatever_its_name(value):
    for path in [f"{name}/{value}" for name in LISTS] + [value, f"../{value}"]:
        answer = Client().get(HOME + path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), path
    for name in ("page", "per_page", "state", "theme", "meeting", "made_since", "level", value.replace("&", "")):
        assert Client().get(f"{HOME}commitments?{name}={value}").status_code in (200, 400)


def test_it_can_only_be_read():
    for path in ("", "openapi.json", "states", "states/UY", "commitments/1"):
        for method in ("post", "put", "patch", "delete", "trace"):
            answer = getattr(Client(enforce_csrf_checks=True), method)(HOME + path)
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
            assert answer["Content-Type"] == "application/problem+json"
            assert "Access-Control-Allow-Origin" not in answer
        options = Client().options(HOME + path)
        assert (options.status_code, options["Allow"], options.content) == (204, "GET, HEAD, OPTIONS", b"")


def test_head_says_what_get_would_and_sends_nothing():
    make_state()
    got, headed = Client().get(HOME + "states"), Client().head(HOME + "states")
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed["Content-Length"] == str(len(got.content))
    assert headed["ETag"] == got["ETag"]


def test_anybody_may_keep_an_answer_and_asks_whether_it_holds():
    make_state()
    first = Client().get(HOME + "states")
    assert (first["Cache-Control"], first["Access-Control-Allow-Origin"]) == ("public, no-cache", "*")
    assert first["Content-Language"] == "es, en, pt"
    again = Client().get(HOME + "states", headers={"If-None-Match": first["ETag"], "Accept-Language": "pt"})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_list_asks_as_often_for_fifty_records_as_for_five(django_assert_max_num_queries):
    make_world(5)
    few = queries_of(django_assert_max_num_queries)
    make_world(3)
    make_many(60)
    assert read("commitments?per_page=100")["total"] > 50
    many = queries_of(django_assert_max_num_queries)
    assert many == few
    assert max(many.values()) <= 20, many


def queries_of(at_most):
    counted = {}
    for name in LISTS:
        read(name)
        with at_most(30) as asked:
            read(f"{name}?per_page=100")
            counted[name] = len(asked)
    with at_most(30) as asked:
        read(f"commitments/{CommitmentEvent.objects.order_by('pk').first().commitment_id}")
        return counted | {"commitment": len(asked)}


def test_one_commitment_asks_as_often_whatever_its_history(django_assert_max_num_queries):
    made = make_public_commitment(make_meeting(audience="public"), make_meeting())
    report = make_progress(commitment=made)
    make_file(make_evidence(progress=report, link=""))
    read(f"commitments/{made.pk}")
    with django_assert_max_num_queries(30) as asked:
        read(f"commitments/{made.pk}")
        few = len(asked)
    for _turn in range(20):
        make_file(make_evidence(progress=make_progress(commitment=made), link=""))
        make_commitment_event(commitment=made, meeting=make_meeting(audience="public"))
    assert len(read(f"commitments/{made.pk}")["progress"]) == 23
    with django_assert_max_num_queries(few):
        read(f"commitments/{made.pk}")
    assert Evidence.objects.count() > 20


def test_the_page_for_people_lists_what_there_is_in_the_readers_language():
    page = Client().get("/api/", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert "http://testserver/api/v1/commitments" in page.text
    assert 'lang="en"' in page.text
