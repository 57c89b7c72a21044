"""The annual report as the record of a year drafts it."""

from collections import Counter
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from enlace.commitments.models import Commitment, CommitmentEvent, Progress
from enlace.commitments.testing import make_commitment, make_commitment_event, make_evidence, make_progress
from enlace.consultations.testing import make_priority
from enlace.core.texts import Texts
from enlace.library.testing import make_publication
from enlace.meetings.models import Decision, Meeting
from enlace.meetings.testing import make_approval, make_decision, make_meeting
from enlace.network.models import Membership
from enlace.network.testing import make_membership, make_organisation, make_state
from enlace.reports.annual.report import annual_report
from enlace.reports.document.blocks import Bars, KeyFigures, Paragraph, StateMap, Table

pytestmark = pytest.mark.django_db
YEAR = 2022
LANGUAGES = ["es", "en", "pt"]


def dated(commitment, day):
    commitment.events.filter(kind="made").update(happened_on=day)
    return commitment


def make_year():
    """Three states of which one left since, one meeting, commitments of three levels, and what nobody may read."""
    for code in ("UY", "PY"):
        make_state(code)
    make_membership(state=make_state("CL", member=False), since=date(2012, 3, 29), until=date(2023, 5, 1))
    make_membership(organisation=make_organisation(), since=date(2022, 10, 1))
    meeting = make_meeting(
        audience="public", begins_on=date(2022, 10, 26), ends_on=date(2022, 10, 27), states_present=12
    )
    make_approval(meeting=meeting, approved_at="2022-12-01T12:00Z")
    make_decision(meeting=meeting, audience="public")
    make_decision(meeting=meeting, audience="members", number=2)
    local, national, joint = (
        dated(make_commitment(approach=level), day)
        for level, day in (("local", "2022-03-01"), ("national", "2021-03-01"), ("binational", "2022-04-01"))
    )
    make_commitment_event(commitment=national, happened_on=date(2022, 10, 27))
    make_commitment_event(commitment=joint, kind="closed", outcome="achieved", happened_on=date(2022, 12, 1))
    old = dated(make_commitment(approach="regional"), "2019-01-01")
    make_commitment_event(commitment=old, kind="closed", outcome="withdrawn", happened_on=date(2020, 1, 1))
    dated(make_commitment(approach="local", audience="members", title=Texts({"es": "Reservado"})), "2022-05-01")
    dated(make_commitment(approach="local", title=Texts({"es": "De otro año"})), "2023-05-01")
    make_commitment(approach="local", stands=False, title=Texts({"es": "En borrador"}))
    report = make_progress(commitment=local, reported_on=date(2022, 9, 1))
    make_evidence(progress=report)
    make_progress(commitment=national, reported_on=date(2021, 9, 1))
    priority = make_priority()
    type(priority).objects.update(adopted_on=date(2022, 10, 27))
    make_publication(issued="2022-11")
    make_publication(issued="2021")
    return meeting


def shown_text(document):
    found = []
    for block in document.blocks():
        if isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
        if isinstance(block, Table):
            found += [cell.words.text for row in block.rows for cell in row]
    return "\n".join(found)


def counted_anew():
    """The numbers of the report, counted record by record."""
    first, last = date(YEAR, 1, 1), date(YEAR, 12, 31)
    found = Counter()
    on_the_day = [one for one in Membership.objects.all() if one.since <= last and (one.until or last) >= last]
    found["states"] = len({one.state_id for one in on_the_day if one.state_id})
    found["observers"] = len([one for one in on_the_day if one.organisation_id])
    for meeting in Meeting.objects.filter(audience="public"):
        if first <= meeting.begins_on <= last:
            found["meetings"] += 1
            found[f"meeting.{meeting.pk}.states"] = meeting.states_present
            found[f"meeting.{meeting.pk}.decisions"] = len(
                [one for one in Decision.objects.all() if one.meeting_id == meeting.pk and one.audience == "public"]
            )
    for commitment in Commitment.objects.filter(audience="public"):
        acts = [one for one in CommitmentEvent.objects.filter(commitment=commitment) if one.happened_on <= last]
        if not acts or (acts[-1].kind == "closed" and acts[-1].happened_on < first):
            continue
        kinds = [one.kind for one in acts if one.happened_on >= first]
        reports = [one for one in Progress.objects.filter(commitment=commitment) if first <= one.reported_on <= last]
        found["commitments"] += 1
        found[f"commitment.{commitment.pk}.reports"] = len(reports)
        facts = {
            "made": "made" in kinds,
            "renewed": "renewed" in kinds,
            "stand": acts[-1].kind != "closed",
            "reported": bool(reports),
            "achieved": acts[-1].outcome == "achieved",
        }
        for name, holds in facts.items():
            found[f"level.{commitment.approach}.{name}"] += holds
            found[f"level.all.{name}"] += holds
            if name != "stand":
                found[f"commitments.{name}"] += holds
    return found | Counter({"priorities": 1, "publications": 1})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_what_the_records_count(language):
    make_year()
    with override(language):
        document = annual_report(YEAR)
    anew = counted_anew()
    assert {name: value for name, value in document.figures.items() if value} == {
        name: value for name, value in anew.items() if value
    }
    assert (anew["states"], anew["meetings"], anew["commitments"], anew["level.all.achieved"]) == (3, 1, 3, 1)


def test_a_table_says_what_the_figures_say():
    make_year()
    document = annual_report(YEAR)
    levels = next(block for block in document.blocks() if isinstance(block, Table) and block.total)
    sums = [int(cell.words.text) for cell in levels.rows[-1][1:]]
    columns = zip(*[[int(cell.words.text) for cell in row[1:]] for row in levels.rows[:-1]], strict=True)
    assert sums == [sum(column) for column in columns]
    bars = next(block for block in document.blocks() if isinstance(block, Bars))
    assert [(bar.value, bar.whole) for bar in bars.bars] == [(1, 1), (0, 1), (0, 1), (0, 0)]
    key = next(block for block in document.blocks() if isinstance(block, KeyFigures))
    assert all(document.figures[one.key] == one.value for one in key.items)


def test_every_figure_leads_to_a_source():
    make_year()
    document = annual_report(YEAR)
    numbers = {one.number for one in document.sources}
    assert numbers == set(range(1, len(numbers) + 1))
    cited = [one.source for block in document.blocks() if isinstance(block, KeyFigures) for one in block.items]
    cited += [run.source for block in document.blocks() if isinstance(block, Paragraph) for run in block.runs]
    assert set(cited) - {0} <= numbers
    assert all(one.address.startswith("http") for one in document.sources)


def test_what_is_not_for_everybody_is_not_in_it():
    make_year()
    text = shown_text(annual_report(YEAR))
    assert "Formar a jueces" in text
    for hidden in ("Reservado", "En borrador", "De otro año"):
        assert hidden not in text


def test_who_left_since_belongs_to_the_year():
    make_year()
    now, then = annual_report(2023), annual_report(YEAR)
    assert (then.figures["states"], now.figures["states"], now.figures["states.left"]) == (3, 2, 1)
    tiles = {one.code for block in then.blocks() if isinstance(block, StateMap) for one in block.tiles}
    assert tiles == {"CL", "PY", "UY"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sparse_year_reads_well(language):
    make_state("UY")
    with override(language):
        document = annual_report(YEAR)
    text = shown_text(document)
    assert {one.name for one in document.sections} == {"summary", "composition", "meetings", "initiatives"}
    assert " 0 " not in text
    assert "None" not in text


def test_many_commitments_take_as_many_queries_as_few(django_assert_max_num_queries):
    make_year()
    for number in range(30):
        dated(make_commitment(approach="local", title=Texts({"es": f"Compromiso {number}"})), "2022-06-01")
    with django_assert_max_num_queries(45):
        annual_report(YEAR)


def test_nobody_reads_more_than_the_public():
    assert AnonymousUser().is_anonymous
    hidden = make_meeting(audience="members", begins_on=date(2022, 5, 1), ends_on=date(2022, 5, 2))
    assert str(hidden.title) not in shown_text(annual_report(YEAR))
