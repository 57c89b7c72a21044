"""Every figure of the dashboard is the number of exactly those records to which it leads."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.commitments.dashboard.figures import figures_of
from enlace.commitments.dashboard.over_time import last_days, quarters_of
from enlace.commitments.dashboard.selection import FACETS, selection_from
from enlace.commitments.dashboard.shown import shown_time
from enlace.commitments.dashboard.standings import Shown
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty, Progress
from enlace.commitments.testing import make_commitment, make_commitment_event, make_progress
from enlace.commitments.tests.making_many import make_many
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_focal_point, make_observer, make_organisation, make_secretary, make_state
from enlace.themes.models import Theme

pytestmark = pytest.mark.django_db
ANYONE = AnonymousUser()


@pytest.fixture
def world(django_db_setup, django_db_blocker):
    for code in ("UY", "PY", "AR", "DO"):
        make_state(code)
    make_organisation()
    for audience in ("public", "members"):
        make_meeting(audience=audience)
    make_many(90)
    return {
        "public": ANYONE,
        "focal point": make_focal_point(),
        "observer": make_observer(),
        "secretariat": make_secretary(),
    }


def facts_of(reader) -> dict[int, dict[str, set[str]]]:
    """By commitment, what it is under each filter: read row by row, in Python."""
    found = {}
    within = {theme.pk: theme for theme in Theme.objects.all()}
    meetings = set(Meeting.objects.visible_to(reader).values_list("pk", flat=True))
    reported = set(Progress.objects.visible_to(reader).cleared().values_list("commitment", flat=True))
    for one in Commitment.objects.visible_to(reader).prefetch_related("themes", "parties__state", "events"):
        acts = sorted((act for act in one.events.all() if act.in_force_at), key=lambda act: act.number)
        if not acts:
            continue
        if acts[-1].kind == "closed":
            standing = {acts[-1].outcome}
        else:
            standing = {"stands", "reported" if one.pk in reported else "not_reported"}
            standing |= {"late"} if one.due_on and one.due_on < today() else set()
        themes = set()
        for theme in one.themes.all():
            while theme:
                themes.add(theme.slug)
                theme = within.get(theme.broader_id)
        parties = list(one.parties.all())
        found[one.pk] = {
            "standing": standing,
            "level": {one.approach},
            "theme": themes,
            "state": {party.state.code.lower() for party in parties if party.state},
            "observer": {str(party.organisation_id) for party in parties if party.organisation_id},
            "meeting": {str(act.meeting_id) for act in acts if act.meeting_id in meetings},
        }
    return found


def fitting(facts, asked) -> set[int]:
    return {pk for pk, own in facts.items() if all(value in own[name] for name, value in asked.items())}


def selections() -> Iterator[st.SearchStrategy]:
    places = st.integers(0, 40)
    return st.dictionaries(st.sampled_from([*FACETS, "standing"]), places, max_size=3)


@pytest.mark.parametrize("who", ["public", "focal point", "observer", "secretariat"])
def test_each_figure_is_the_number_of_the_records_that_it_leads_to(world, who):
    reader = world[who]
    facts = facts_of(reader)
    known = {name: sorted({value for own in facts.values() for value in own[name]}) for name in [*FACETS, "standing"]}

    @settings(max_examples=4)
    @given(selections())
    def check(places):
        asked = {name: known[name][place % len(known[name])] for name, place in places.items() if known[name]}
        selection = selection_from(asked, reader)
        assert (dict(selection.asked), selection.notes) == (asked, ())
        assert set(selection.commitments().values_list("pk", flat=True)) == fitting(facts, asked)
        for row in figures_of(selection).rows():
            own = {name: value for name, value in asked.items() if name not in (row.facet, "standing")}
            own |= {row.facet: row.key} if row.key else {}
            assert row.all.count == len(fitting(facts, own))
            assert dict(parse_qsl(urlsplit(row.all.address).query)) == own
            for standing, cell in row.cells.items():
                assert cell.count == len(fitting(facts, own | {"standing": standing})), (row.facet, row.key, standing)
                assert dict(parse_qsl(urlsplit(cell.address).query)) == own | {"standing": standing}
        rows = list(figures_of(selection).rows())
        for facet in FACETS:
            some = {
                value
                for pk in fitting(facts, {k: v for k, v in asked.items() if k not in (facet, "standing")})
                for value in facts[pk][facet]
            }
            assert some <= {row.key for row in rows if row.facet == facet}, facet

    check()


def test_what_is_a_draft_or_waits_for_a_word_is_in_no_figure():
    make_commitment(stands=False)
    make_commitment(parties=[make_state(), make_state("PY")], confirmed=[make_state()])
    for reader in (ANYONE, make_secretary(), make_focal_point()):
        assert figures_of(selection_from({}, reader)).everything.counts.total == 0


def test_a_report_that_is_not_cleared_or_not_for_the_reader_is_none():
    one, two = make_commitment(), make_commitment()
    make_progress(commitment=one, cleared=False, submitted=True)
    make_progress(commitment=two, audience="members")
    focal_point = make_focal_point()
    counted = [figures_of(selection_from({}, who)).everything.counts.reported for who in (ANYONE, focal_point)]
    assert counted == [0, 1]


@pytest.mark.parametrize("joint", [False, True])
def test_a_joint_commitment_counts_for_each_party_and_once_for_all(joint):
    parties = [make_state(), make_state("PY")] if joint else [make_state()]
    make_commitment(parties=parties)
    figures = figures_of(selection_from({}, ANYONE))
    assert {row.key: row.all.count for row in figures.states} == {"uy": 1, **({"py": 1} if joint else {})}
    assert figures.everything.all.count == 1


def test_words_are_found_without_accents_and_capitals_in_any_language():
    one = make_commitment(title=Texts({"es": "Formación en el Ñandubay", "en": "Training"}))
    make_commitment(title=Texts({"es": "Otra cosa (100 %)"}))
    for words, found in (("formacion", 1), ("FORMACIÓN nandubay", 1), ("training", 1), ("(100", 1), ("guerra", 0)):
        assert selection_from({"q": words}, ANYONE).commitments().count() == found, words
    assert selection_from({"q": "train"}, ANYONE).commitments().get() == one


def test_what_is_unknown_or_not_for_the_reader_is_left_out_with_a_note():
    hidden = make_meeting(audience="members")
    commitment = make_commitment(stands=False)
    make_commitment_event(commitment=commitment, kind="made", meeting=hidden)
    asked = {
        "state": "zz",
        "level": "galactic",
        "meeting": str(hidden.pk),
        "standing": "fine",
        "theme": "x\0y",
        "stood": "2025-5",
        "reported": "2999-1",
        "z": "1",
    }
    selection = selection_from(asked, ANYONE)
    assert (dict(selection.asked), len(selection.notes)) == ({}, 7)
    assert not figures_of(selection).meetings
    assert selection_from({"meeting": str(hidden.pk)}, make_focal_point()).asked == {"meeting": str(hidden.pk)}


def events(commitment, *acts):
    for kind, day, outcome in acts:
        make_commitment_event(commitment=commitment, kind=kind, happened_on=day, outcome=outcome)


def test_each_quarter_tells_how_many_stood_and_how_many_were_reported_within_twelve_months():
    days = last_days(today())
    two_years, half_year = days[-9], days[-3]
    stays, goes = (make_commitment(stands=False) for _ in range(2))
    events(stays, ("made", two_years, ""))
    events(goes, ("made", two_years, ""), ("closed", half_year, "achieved"))
    make_progress(commitment=stays, reported_on=two_years, percent=20)
    make_progress(commitment=goes, reported_on=two_years + timedelta(days=1), percent=60)
    make_progress(commitment=stays, reported_on=today(), percent=80)
    quarters = quarters_of(selection_from({}, ANYONE))
    told = [(one.stood, one.reported, one.percent) for one in quarters]
    assert told == [
        (2, 1, 20.0),
        *[(2, 2, 40.0)] * 3,
        (2, 1, 60.0),
        (2, 0, None),
        *[(1, 0, None)] * 2,
        (1, 1, 80.0),
    ]


def test_the_last_quarter_is_as_the_figures_of_today_whatever_the_days_of_the_acts(world):
    commitment = make_commitment(stands=False)
    events(
        commitment, ("made", today(), ""), ("closed", date(2020, 1, 1), "achieved"), ("renewed", date(2021, 5, 5), "")
    )
    for asked in ({}, {"state": "uy"}, {"level": "binational", "standing": "achieved"}):
        selection = selection_from(asked, ANYONE)
        last = quarters_of(selection)[-1]
        assert last.stood == figures_of(selection).everything.counts.stands


def test_each_number_over_time_is_the_number_of_the_records_that_it_leads_to(world):
    muddled = make_commitment(stands=False, parties=[make_state()])
    middle = last_days(today())[-6]
    events(muddled, ("made", middle, ""), ("closed", date(2020, 1, 1), "achieved"), ("renewed", middle, ""))
    for who, asked in (("public", {}), ("secretariat", {"state": "uy", "standing": "late"})):
        selection = selection_from(asked, world[who])
        for one in shown_time(selection, quarters_of(selection)).quarters[::-1][:13:3]:
            for cell in (one.stood, one.reported):
                found = selection_from(dict(parse_qsl(urlsplit(cell.address).query)), world[who])
                assert (found.commitments().count(), found.notes) == (cell.count, ()), cell.address
            assert figures_of(found).everything.all.count == one.reported.count


def test_twelve_months_end_on_their_day():
    commitment = make_commitment(stands=False)
    events(commitment, ("made", date(2020, 1, 1), ""))
    report = make_progress(commitment=commitment, reported_on=today().replace(year=today().year - 1))
    assert quarters_of(selection_from({}, ANYONE))[-1].reported == 0
    Progress.objects.filter(pk=report.pk).update(reported_on=report.reported_on + timedelta(days=1))
    assert quarters_of(selection_from({}, ANYONE))[-1].reported == 1


def test_there_is_no_quarter_before_the_first_commitment():
    assert quarters_of(selection_from({}, ANYONE)) == []
    assert not CommitmentParty.objects.exists()
    assert not CommitmentEvent.objects.exists()


def test_standings_name_each_outcome():
    for outcome in ("achieved", "superseded", "withdrawn"):
        make_commitment_event(commitment=make_commitment(), kind="closed", outcome=outcome)
        assert figures_of(selection_from({}, ANYONE)).everything.counts.of(Shown(outcome)) == 1
