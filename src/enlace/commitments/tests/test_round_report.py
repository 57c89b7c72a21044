"""The report of a round says who has reported and who is silent, and shows each reader what was written for them."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from enlace.commitments.models import Commitment, Progress
from enlace.commitments.rounds.actions import close_round
from enlace.commitments.rounds.report import may_read_report, read_report, report_for, with_report_for
from enlace.commitments.testing import make_commitment, make_evidence, make_progress, make_review_round
from enlace.core.clock import now
from enlace.network.audiences import Audience
from enlace.network.testing import (
    fresh,
    make_cast,
    make_focal_point,
    make_organisation,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
SECRET = "Palabras para los miembros"


def closed(review_round):
    review_round.facts, review_round.closed_at = (kept := close_round(review_round, by=None)).facts, kept.closed_at


def said(report):
    return {line.title.text: str(line.said) for body in report.bodies for line in body.lines}


def reported(review_round, commitment, **fields):
    return make_progress(commitment=commitment, round=review_round, **fields)


def address(name, review_round):
    return reverse(f"commitments:{name}", args=[review_round.pk])


def test_a_round_is_closed_with_three_states_silent_and_the_report_says_so(client):
    one = make_review_round(audience="public")
    for code in ("CL", "PA", "PE"):
        make_commitment(title={"es": f"De {code}"}, parties=[make_state(code)])
    first = make_commitment(title={"es": "Formar a jueces"})
    make_commitment(title={"es": "=Revisar"}), make_state("BR")
    make_evidence(progress=reported(one, first, percent=65))
    closed(one)
    page = client.get(address("round_report", one))
    report = page.context["report"]
    assert [str(body.name) for body in report.silent] == ["Chile", "Panamá", "Perú"]
    assert (report.reporting, report.reported, report.asked, report.evidence) == (1, 1, 5, 1)
    assert [str(name) for name in report.unasked] == ["Brasil"]
    main = page.text.partition("<main")[2]
    assert main.count("65") >= 1
    for name in ("Chile", "Panamá", "Perú"):
        assert name in main
    data = json.loads(client.get(address("round_report_json", one)).content)
    assert [body["code"] for body in data["silent"]] == ["CL", "PA", "PE"]
    lines = list(csv.DictReader(io.StringIO(client.get(address("round_report_csv", one)).content.decode("utf-8-sig"))))
    assert len(lines) == 5
    assert [list(line.values())[3] for line in lines if list(line.values())[1] == "Formar a jueces"] == ["65"]
    assert not [cell for line in lines for cell in line.values() if cell.startswith("=")]


def test_what_a_state_cleared_for_members_is_never_in_a_public_report(client):
    one = make_review_round(audience="public")
    commitment = make_commitment(title={"es": "Formar a jueces"})
    inner = reported(one, commitment, audience="members", percent=83, text={"es": SECRET})
    make_evidence(progress=inner)
    outer = reported(one, make_commitment(title={"es": "Otro"}), percent=42)
    make_evidence(progress=outer, audience="members")
    focal = make_focal_point("py@example.org", "PY")
    closed(one)
    for name in ("round_report", "round_report_csv", "round_report_json"):
        content = client.get(address(name, one)).content.decode()
        assert SECRET not in content
        assert "83" not in content.partition("<main")[2] or name != "round_report"
        assert inner.get_absolute_url() not in content
    public, members = report_for(one, NOBODY), report_for(one, focal)
    assert said(public) == {"Formar a jueces": "kept_back", "Otro": "reported"}
    assert not public.silent
    (body,) = public.bodies
    assert [(line.percent, line.evidence) for line in body.lines] == [(None, 0), (42, 0)]
    (body,) = members.bodies
    assert [(line.percent, line.evidence) for line in body.lines] == [(83, 1), (42, 1)]


def test_a_commitment_for_fewer_readers_is_in_no_wider_report():
    one = make_review_round(audience="public")
    hidden = make_commitment(title={"es": SECRET}, audience="members", parties=[make_state("CL")])
    reported(one, make_commitment(title={"es": "Otro"}))
    closed(one)
    public = report_for(one, NOBODY)
    assert said(public) == {"Otro": "reported"}
    assert [str(name) for name in public.unasked] == ["Chile"]
    Commitment.objects.filter(pk=hidden.pk).update(audience="public", title={"es": "Con otro nombre"})
    assert said(report_for(one, NOBODY)) == {"Otro": "reported"}
    assert SECRET in said(report_for(one, make_secretary()))
    Commitment.objects.update(audience="secretariat")
    assert said(report_for(one, NOBODY)) == {}


def test_what_waits_for_the_validator_is_not_reported_to_anybody_and_is_not_kept():
    focal, _validator, secretary = make_focal_point(), make_validator(), make_secretary()
    one = make_review_round()
    commitment = make_commitment(title={"es": "Formar a jueces"})
    waiting = reported(one, commitment, cleared=False, submitted=True, text={"es": SECRET}, percent=83)
    assert said(report_for(one, secretary)) == {"Formar a jueces": "silent"}
    assert report_for(one, focal) is None
    closed(one)
    assert SECRET not in json.dumps(one.facts)
    assert f'"id": {waiting.pk}, "as_of"' not in json.dumps(one.facts)
    Progress.objects.filter(pk=waiting.pk).update(cleared_at=now())
    for reader in (focal, secretary):
        assert said(report_for(one, fresh(reader))) == {"Formar a jueces": "silent"}


def test_the_report_stays_as_it_was_kept_but_for_what_was_taken_back():
    one = make_review_round(audience="public")
    commitment = make_commitment(title={"es": "Formar a jueces"})
    progress = reported(one, commitment, percent=30)
    closed(one)
    Commitment.objects.update(title={"es": "Formar a todos"})
    make_progress(commitment=commitment, round=one, percent=99)
    (body,) = report_for(one, NOBODY).bodies
    assert [(line.title.text, line.percent) for line in body.lines] == [("Formar a jueces", 30)]
    Progress.objects.filter(pk=progress.pk).update(taken_back_at=now(), text={"es": SECRET})
    for reader in (NOBODY, make_focal_point(), make_secretary()):
        (body,) = report_for(one, reader).bodies
        assert [(str(line.said), line.percent, line.progress) for line in body.lines] == [("taken_back", None, None)]


def test_who_reads_the_report_is_the_same_one_by_one_and_all_at_once():
    cast = make_cast()
    readers = [NOBODY, *(fresh(user) for user in vars(cast).values())]
    rounds = [make_review_round(audience=audience, closed_at=now()) for audience in Audience.values]
    rounds += [make_review_round(), make_review_round(opened=False)]
    for reader in readers:
        one_by_one = {one.pk for one in rounds if may_read_report(one, reader)}
        assert one_by_one == set(with_report_for(reader).values_list("pk", flat=True))
    assert not [one for one in rounds[-2:] if report_for(one, cast.focal_point)]


def test_who_may_not_read_the_report_is_told_so(client):
    one = make_review_round(audience="members")
    client.force_login(make_focal_point())
    assert client.get(address("round_report", one)).status_code == 403
    closed(one)
    assert client.get(address("round_report", one)).status_code == 200
    assert client.get(address("round_report_csv", one)).headers["Cache-Control"] == "no-store"
    client.logout()
    assert client.get(address("round_report", one)).status_code == 302
    for name in ("round_report_csv", "round_report_json"):
        assert client.get(address(name, one)).status_code == 404


@pytest.mark.parametrize(
    "facts",
    [
        {},
        [],
        None,
        {"bodies": 3, "asked": [None, {}, {"kind": "state", "id": "x"}]},
        {"bodies": [{"kind": "state", "id": 1, "code": "UY"}], "asked": [{"kind": "state", "id": 1, "commitment": 9}]},
        {
            "bodies": [{"kind": "organisation", "id": 1, "name": "no"}],
            "commitments": [{"id": 5, "title": [1]}, {"id": True}, "x"],
            "asked": [{"kind": "organisation", "id": 1, "commitment": 5, "reports": [{"id": 2, "as_of": 7}, 4]}],
        },
    ],
)
def test_facts_that_are_broken_are_read_as_far_as_they_go(facts):
    assert read_report(facts, make_secretary()).bodies == []


def test_a_report_takes_as_many_queries_for_many_as_for_few(client, django_assert_max_num_queries):
    observer = make_organisation()
    client.force_login(make_focal_point())
    counted = []
    for codes, each in ((["UY"], 1), (["UY", "PY", "AR", "BR"], 10)):
        one = make_review_round()
        for code in codes * each:
            commitment = make_commitment(parties=[make_state(code), observer])
            make_evidence(progress=reported(one, commitment))
        with django_assert_max_num_queries(14) as closing:
            closed(one)
        writing = len(closing.captured_queries)
        client.get(address("round_report", one))
        with django_assert_max_num_queries(40) as shown:
            answer = client.get(address("round_report", one))
        counted.append((writing, len(shown.captured_queries)))
    assert answer.context["report"].asked == 82
    assert counted[0] == counted[1]
