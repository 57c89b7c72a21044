from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.meetings.agenda.queries import published_agenda
from enlace.meetings.demonstration.loading import make_demonstration_meetings
from enlace.meetings.editions.queries import states_there
from enlace.meetings.minutes.rules import can_answer_approval
from enlace.meetings.models import (
    AgendaVersion,
    Approval,
    Attendance,
    Contribution,
    Decision,
    Delegation,
    Meeting,
    MinutesVersion,
    Paper,
    PaperText,
    Session,
)
from enlace.network.demonstration.accounts import FOCAL_POINT, HOST, OBSERVER, SECRETARY
from enlace.network.demonstration.loading import make_demonstration_network
from enlace.network.models import Mandate, Person, Role, State

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _demonstration(once_for_all):
    once_for_all(make_demonstration_network, make_demonstration_meetings)


@pytest.fixture
def meetings(_demonstration):
    """By the year in which they begin, those with a source; what is written for the demonstration by its mode."""
    found = Meeting.objects.all()
    return {one.mode if one.illustrative else one.begins_on.year: one for one in found}


def account(of):
    return User.objects.get(email=of.email)


def test_the_meetings_on_record_stand_with_their_source_and_what_was_written_carries_the_mark(meetings):
    assert {2016, 2017, 2019, 2021, 2022, "virtual", "hybrid"} == set(meetings)
    assert [meetings[year].ordinal for year in (2016, 2017, 2019, 2021, 2022)] == [7, 8, 10, 12, None]
    assert all(meetings[year].source for year in (2016, 2017, 2019, 2021, 2022))
    assert meetings[2019].precision == "month"
    assert meetings[2021].states_present == 12
    assert meetings[2022].host.state.code == "MX"
    for model in (Session, Paper, Contribution, Decision, Approval, Delegation):
        assert model.objects.exists()
        assert not model.objects.filter(illustrative=False).exists(), model


def test_it_names_offices_that_are_marked_and_tells_nobody(meetings):
    assert not Mail.objects.exists()
    assert not Person.objects.filter(illustrative=False).exists()
    assert not Person.objects.exclude(email="").exclude(email__endswith="@example.org").exists()


def test_it_is_made_once(meetings):
    before = [model.objects.count() for model in (Meeting, Session, Delegation, Person, AgendaVersion)]
    make_demonstration_meetings()
    assert before == [model.objects.count() for model in (Meeting, Session, Delegation, Person, AgendaVersion)]


def test_the_anniversary_is_whole_from_its_agenda_to_minutes_that_were_approved(meetings):
    meeting = meetings[2022]
    assert meeting.agenda_versions.count() == 2
    assert meeting.decisions.count() == 6
    assert {one.number for one in meeting.decisions.all()} == {1, 2, 3, 4, 5, 6}
    assert [one.approved_at is not None for one in meeting.approvals.all()] == [True]
    sectors = meeting.sessions.get(kind="panel").speakers.values_list("sector", flat=True)
    assert {"government", "corporate", "civil_society"} <= set(sectors)
    case = Contribution.objects.get(speaker__session__meeting=meeting, speaker__session__kind="case_study")
    assert case.speaker.state == meeting.host.state
    silent = meeting.delegations.silent()
    assert silent.count() == 1
    assert not Attendance.objects.filter(delegation__in=silent).exists()
    held = meeting.sessions.held()
    assert MinutesVersion.objects.filter(session__in=held).values("session").distinct().count() == held.count()


def test_observers_were_in_their_sessions_alone(meetings):
    there = Attendance.objects.filter(delegation__organisation__isnull=False, session__meeting=meetings[2022])
    assert not there.filter(session__audience="members").exists()
    assert there.filter(session__audience="invited").exists()


def test_the_public_reads_what_is_public_of_the_anniversary(meetings):
    kinds = set(
        Session.objects.visible_to(AnonymousUser()).filter(meeting=meetings[2022]).values_list("kind", flat=True)
    )
    assert kinds == {"opening", "panel"}
    assert Decision.objects.visible_to(AnonymousUser()).count() == 2


def test_the_next_meeting_is_three_weeks_ahead_and_its_host_works_until_its_last_day(meetings):
    coming = meetings["hybrid"]
    assert coming.begins_on == today() + timedelta(days=21)
    hosting = Mandate.objects.get(role=Role.HOST)
    assert (hosting.until, hosting.organisation) == (coming.ends_on, coming.host)
    assert list(Meeting.objects.organised_by(account(HOST))) == [coming]


def test_delegations_to_the_next_meeting_stand_at_every_stage(meetings):
    delegations = meetings["hybrid"].delegations
    state = {one.state.code: one for one in delegations.of_states().select_related("state")}
    assert len(state) == State.objects.members().count()
    assert state["UY"].answer == ""
    reached = {code: (bool(one.submitted_at), bool(one.approved_at)) for code, one in state.items()}
    assert (reached["PE"], reached["BR"], reached["BO"]) == ((False, False), (True, False), (True, True))
    assert state["PE"].delegates.exists()
    assert not state["BO"].delegates.registered().exists()
    assert state["PY"].delegates.registered().count() == state["PY"].delegates.count() > 0
    assert delegations.of_observers().approved().exists()


def test_the_draft_of_the_next_agenda_is_ahead_of_its_publication(meetings):
    coming = meetings["hybrid"]
    drafted = coming.sessions.get(kind="case_study")
    shown = published_agenda(coming, account(SECRETARY)).items
    assert shown[drafted.pk].begins < drafted.begins
    assert coming.sessions.exclude(pk__in=shown).count() == 1
    assert coming.sessions.filter(cancelled_at__isnull=False).count() == 1


def test_an_observer_finds_papers_of_its_sessions_and_none_of_the_members(meetings):
    read = Paper.objects.visible_to(account(OBSERVER)).filter(session__meeting=meetings["hybrid"])
    assert read.exists()
    assert not read.filter(audience="members").exists()
    assert not read.filter(released_at=None).exists()


def test_minutes_wait_for_an_answer_of_uruguay(meetings):
    approval = Approval.objects.open().get()
    assert approval.meeting == meetings["virtual"]
    assert approval.closes_on == today() + timedelta(days=10)
    assert can_answer_approval(account(FOCAL_POINT), State.objects.get(code="UY"), approval)
    assert not approval.answers.filter(state__code="UY").exists()


def test_states_that_were_there_for_the_demonstration_alone_carry_its_mark(meetings, client):
    anniversary, virtual = meetings[2022], meetings[2021]
    assert states_there([anniversary, virtual])[anniversary.pk].illustrative
    assert not states_there([anniversary, virtual])[virtual.pk].illustrative
    section = client.get(anniversary.get_absolute_url()).content.decode().partition('class="names"')[0]
    assert 'class="sample"' in section.rpartition("<h2")[2]


def test_the_public_opens_a_paper_and_a_contribution_of_a_public_session_and_no_other(meetings, client):
    panel = meetings[2022].sessions.get(kind="panel")
    case_study = meetings[2022].sessions.get(kind="case_study")
    for record in (panel.papers.get(), panel.speakers.get(sector="corporate").contribution):
        assert client.get(record.get_absolute_url()).status_code == 200
    for record in (case_study.papers.get(), case_study.speakers.get(sector="government").contribution):
        assert client.get(record.get_absolute_url()).status_code == 404


def test_files_are_as_old_as_their_meeting(meetings):
    for text in PaperText.objects.filter(paper__session__meeting=meetings[2022]):
        assert Version.objects.filter(file__in=files_of(text)).get().at.year == 2022
