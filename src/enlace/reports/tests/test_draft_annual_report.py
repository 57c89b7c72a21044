"""The annual report as the record of a year drafts it."""

import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from enlace.commitments.models import Commitment, CommitmentEvent, Evidence, Progress, Strategy
from enlace.commitments.testing import (
    make_commitment,
    make_commitment_event,
    make_evidence,
    make_progress,
    make_strategy,
)
from enlace.consultations.models import Priority
from enlace.consultations.testing import make_priority
from enlace.core.texts import Texts
from enlace.library.models import Publication
from enlace.library.testing import make_publication
from enlace.meetings.models import Attendance, Decision, Meeting
from enlace.meetings.testing import (
    make_approval,
    make_attendance,
    make_decision,
    make_delegation,
    make_meeting,
    make_session,
)
from enlace.network.models import Mandate, Membership
from enlace.network.testing import (
    make_institution,
    make_mandate,
    make_membership,
    make_organisation,
    make_person,
    make_state,
)
from enlace.reports.annual.progress import shortened
from enlace.reports.annual.report import ANNUAL
from enlace.reports.document.blocks import Bars, KeyFigures, Paragraph, Points, StateMap, Table
from enlace.reports.document.outline import compose
from enlace.website.models import NewsPage, StoryPage
from enlace.website.testing import make_news_page, make_story_page

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
    make_evidence(progress=report, audience="members")
    make_progress(commitment=local, reported_on=date(2022, 10, 1), text=Texts(), percent=60)
    make_progress(commitment=national, reported_on=date(2021, 9, 1))
    for hidden in ({"audience": "members"}, {"cleared": False}):
        make_progress(commitment=local, reported_on=date(2022, 9, 2), text=Texts({"es": "No es de todos"}), **hidden)
    make_around(meeting)
    priority = make_priority()
    type(priority).objects.update(adopted_on=date(2022, 10, 27))
    make_publication(issued="2022-11")
    make_publication(issued="2021")
    return meeting


def make_around(meeting):
    """Who was at the meeting, who runs the secretariat, what was signed and told in the year; and what nobody reads."""
    session = make_session(meeting=meeting, audience="public")
    for code in ("UY", "PY"):
        delegation = make_delegation(meeting=meeting, state=make_state(code))
        make_attendance(session=session, delegation=delegation)
    unlisted, secret = (
        make_person(listing="nothing"),
        make_institution("PY", name=Texts({"es": "Ministerio reservado"})),
    )
    make_mandate(person=unlisted, state=make_state("PY"), organisation=secret, since=date(2020, 1, 1))
    make_mandate(state=make_state("UY"), organisation=make_institution(), since=date(2020, 1, 1))
    institute = make_organisation(sector="secretariat", name=Texts({"es": "Instituto de prueba"}))
    for listing, office in (("name", "Dirección"), ("nothing", "Oficina reservada")):
        person = make_person(listing=listing, name="Ana Persona")
        office = Texts({"es": office})
        make_mandate("secretary", person=person, organisation=institute, office=office, since=date(2021, 1, 1))
    signed = {"title": {"es": "Alerta temprana"}, "summary": {}, "sections": []}
    day = datetime(2022, 11, 2, 12, tzinfo=UTC)
    parties = [make_state("UY"), make_organisation(name=Texts({"es": "Observador de prueba"}))]
    make_strategy(content=signed, opened_for_signature_at=day, published_at=day, parties=parties)
    make_strategy(title=Texts({"es": "En redacción"}), parties=parties)
    for make, summary in ((make_news_page, "Se reunieron."), (make_story_page, "Cambió una práctica.")):
        make(title=f"{summary} Título", date=date(2022, 11, 5), summary=summary)
        make(title="Página en borrador", date=date(2022, 11, 6), live=False)
        make(title="De otro año", date=date(2021, 11, 6))


def shown_text(document):
    found = []
    for block in document.blocks():
        if isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
        if isinstance(block, Points):
            found += ["".join(run.text for run in runs) for runs in block.items]
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
            there = {
                one.delegation.state_id for one in Attendance.objects.all() if one.session.meeting_id == meeting.pk
            }
            found[f"meeting.{meeting.pk}.states"] = len(there) or meeting.states_present
            found[f"meeting.{meeting.pk}.decisions"] = len(
                [one for one in Decision.objects.all() if one.meeting_id == meeting.pk and one.audience == "public"]
            )
    for commitment in Commitment.objects.filter(audience="public"):
        acts = [one for one in CommitmentEvent.objects.filter(commitment=commitment) if one.happened_on <= last]
        if not acts or (acts[-1].kind == "closed" and acts[-1].happened_on < first):
            continue
        kinds = [one.kind for one in acts if one.happened_on >= first]
        reports = [
            one
            for one in Progress.objects.filter(commitment=commitment)
            if first <= one.reported_on <= last and one.audience == "public" and one.cleared_at
        ]
        for report in reports:
            evidence = [one for one in Evidence.objects.filter(progress=report) if one.audience == "public"]
            found["reports"] += 1
            found["evidence"] += len(evidence)
            found[f"progress.{report.pk}.evidence"] = len(evidence)
            found[f"progress.{report.pk}.percent"] = 0 if report.text else report.percent
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
    found["priorities"] = len([one for one in Priority.objects.all() if one.adopted_on.year == YEAR])
    found["publications"] = len([one for one in Publication.objects.all() if one.issued[:4] == str(YEAR)])
    for name, model in (("news", NewsPage), ("stories", StoryPage)):
        found[name] = len([page for page in model.objects.all() if page.live and page.date.year == YEAR])
    signed = [one.published_at.year for one in Strategy.objects.all() if one.published_at]
    found["strategies"] = signed.count(YEAR)
    offices = [one for one in Mandate.objects.all() if one.role == "secretary" and one.lasts_on(last)]
    found["secretariat.offices"] = len([one for one in offices if one.person.listing != "nothing"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_what_the_records_count(language):
    make_year()
    with override(language):
        document = compose(ANNUAL, YEAR)
    anew = counted_anew()
    assert {name: value for name, value in document.figures.items() if value} == {
        name: value for name, value in anew.items() if value
    }
    assert (anew["states"], anew["meetings"], anew["commitments"], anew["level.all.achieved"]) == (3, 1, 3, 1)


def test_a_table_says_what_the_figures_say():
    make_year()
    document = compose(ANNUAL, YEAR)
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
    document = compose(ANNUAL, YEAR)
    numbers = {one.number for one in document.sources}
    assert numbers == set(range(1, len(numbers) + 1))
    cited = [one.source for block in document.blocks() if isinstance(block, KeyFigures) for one in block.items]
    cited += [run.source for block in document.blocks() if isinstance(block, Paragraph) for run in block.runs]
    cited += [block.source for block in document.blocks() if isinstance(block, Table)]
    assert set(cited) - {0} <= numbers
    assert all(block.source for block in document.blocks() if isinstance(block, Table))
    assert all(document.data[one.data] for one in document.sources)
    assert all(one.address.startswith("http") for one in document.sources)


def test_what_is_not_for_everybody_is_not_in_it():
    make_year()
    document = compose(ANNUAL, YEAR)
    text = shown_text(document)
    for public in ("Formar a jueces", "Alerta temprana", "Dirección", "Ministerio de prueba"):
        assert public in text
    everything = json.dumps(document.as_data(), ensure_ascii=False)
    for hidden in (
        *("Reservado", "En borrador", "De otro año", "No es de todos", "En redacción", "Página en borrador"),
        *("Oficina reservada", "Ana Persona", "Ministerio reservado"),
    ):
        assert hidden not in everything


def test_who_left_since_belongs_to_the_year():
    make_year()
    now, then = compose(ANNUAL, 2023), compose(ANNUAL, YEAR)
    assert (then.figures["states"], now.figures["states"], now.figures["states.left"]) == (3, 2, 1)
    tiles = {one.code for block in then.blocks() if isinstance(block, StateMap) for one in block.tiles}
    assert tiles == {"CL", "PY", "UY"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sparse_year_reads_well(language):
    make_state("UY")
    with override(language):
        document = compose(ANNUAL, YEAR)
    text = shown_text(document)
    expected = ["summary", "about_report", "composition", "meetings", "initiatives"]
    assert [one.name for one in document.sections] == expected
    assert " 0 " not in text
    assert "None" not in text


def test_many_commitments_take_as_many_queries_as_few(django_assert_max_num_queries):
    make_year()
    for number in range(30):
        dated(make_commitment(approach="local", title=Texts({"es": f"Compromiso {number}"})), "2022-06-01")
    with django_assert_max_num_queries(40):
        compose(ANNUAL, YEAR)


def test_what_people_write_is_asked_for_and_what_is_drawn_comes_in_the_order_of_the_report():
    make_year()
    asked = [part.name for part in ANNUAL.parts if part.asks]
    assert asked == ["about_network", "objectives", "seminars", "impact", "closing"]
    names = [one.name for one in compose(ANNUAL, YEAR).sections]
    assert names == [part.name for part in ANNUAL.parts if part.draw]


def test_a_story_is_told_in_its_own_language_and_a_long_text_ends_with_a_word():
    make_story_page(title="Solo en español", date=date(2022, 5, 1), summary="palabra " * 60, illustrative=True)
    with override("en"):
        document = compose(ANNUAL, YEAR)
    (section,) = [one for one in document.sections if one.name == "impact"]
    title, day, summary = section.blocks[-1].runs
    assert (title.language, summary.language, day.text) == ("es", "es", " (May 1, 2022, Illustrative). ")
    assert summary.text == shortened("palabra " * 60) == "palabra " * 34 + "palabra…"
    assert "Illustrative" in document.mark


def test_nobody_reads_more_than_the_public():
    assert AnonymousUser().is_anonymous
    hidden = make_meeting(audience="members", begins_on=date(2022, 5, 1), ends_on=date(2022, 5, 2))
    assert str(hidden.title) not in shown_text(compose(ANNUAL, YEAR))


def test_a_priority_does_not_name_a_meeting_that_few_see():
    make_year()
    adopted = Priority.objects.get()
    hidden = adopted.session.meeting
    Meeting.objects.filter(pk=hidden.pk).update(audience="members", title={"es": "Reunión reservada"})
    document = compose(ANNUAL, YEAR)
    assert str(adopted.shown_title) in shown_text(document)
    assert "reservada" not in str(document.as_data())
