"""What a publication writes down, what differs between two, and what clashes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.core.texts import Texts
from enlace.meetings.agenda.changes import What, changes_between
from enlace.meetings.agenda.clashes import Booking, clashes_of
from enlace.meetings.agenda.facts import NO_DAY, facts_of, item_from, mark_of
from enlace.meetings.agenda.readers import Reader
from enlace.meetings.agenda.slots import DAY, Slot, clock, neighbour, slot_of, swapped
from enlace.meetings.agenda.spoken import as_stored, codes_in, codes_of
from enlace.meetings.models import Session, Speaker
from enlace.network.audiences import Audience
from enlace.network.roles import NOBODY, Part, Roles

FACTS = {
    "title": {"es": "Diálogo"},
    "summary": {},
    "kind": "dialogue",
    "day": "2026-10-26",
    "begins": "09:00",
    "ends": "10:00",
    "room": "Sala 1",
    "languages": ["es"],
    "interpretation": ["en"],
    "cancelled": False,
    "illustrative": False,
    "audience": "members",
    "observers": [],
    "speakers": [{"id": 7, "part": "chair", "sector": "government", "shown_as": {"es": "Directora"}}],
}
presenters = st.fixed_dictionaries(
    {
        "id": st.integers(1, 3),
        "part": st.sampled_from(["chair", "speaker"]),
        "sector": st.sampled_from(["government", "corporate"]),
        "shown_as": st.fixed_dictionaries({"es": st.sampled_from(["A", "B"])}),
    }
)
facts = st.fixed_dictionaries(
    {
        "title": st.fixed_dictionaries({"es": st.sampled_from(["Uno", "Dos"])}),
        "summary": st.fixed_dictionaries({"es": st.sampled_from(["Texto", "Otro"])}),
        "kind": st.sampled_from(["panel", "break"]),
        "day": st.sampled_from(["2026-10-26", "2026-10-27"]),
        "begins": st.sampled_from(["09:00", "10:30"]),
        "ends": st.sampled_from(["11:00", "12:15"]),
        "room": st.sampled_from(["", "Sala 1"]),
        "languages": st.lists(st.sampled_from(["es", "pt"]), unique=True),
        "interpretation": st.lists(st.sampled_from(["en", "pt"]), unique=True),
        "cancelled": st.booleans(),
        "illustrative": st.booleans(),
        "audience": st.sampled_from(Audience.values),
        "observers": st.lists(st.integers(1, 3), unique=True).map(sorted),
        "speakers": st.lists(presenters, max_size=2),
    }
)
agendas = st.dictionaries(st.integers(1, 4), facts, max_size=4)


def test_what_is_written_down_is_read_again():
    session = Session(
        title=Texts({"es": "Diálogo"}),
        day=date(2026, 10, 26),
        begins=time(9),
        ends=time(10),
        room="Sala 1",
        languages="es, pt",
        link="https://join.example.org/secret",
    )
    written = facts_of(session, [3, 1], [Speaker(pk=7, part="chair", sector="government", shown_as=Texts({"es": "X"}))])
    assert "secret" not in str(written)
    item = item_from(written)
    assert (item.day, item.begins, item.ends, item.languages) == (session.day, time(9), time(10), ("es", "pt"))
    assert (item.observers, item.speakers[0].id, item.title) == ((1, 3), 7, {"es": "Diálogo"})


@pytest.mark.parametrize("lacking", FACTS)
def test_facts_that_lack_something_can_be_read(lacking):
    whole, item = item_from(FACTS), item_from({name: value for name, value in FACTS.items() if name != lacking})
    other = [name for name in FACTS if getattr(item, name) != getattr(whole, name)]
    assert other == ([lacking] if FACTS[lacking] else [])
    assert isinstance(item.kind_in_words + item.audience_in_words, str)


def test_what_lacks_everything_is_for_the_secretariat_alone():
    item = item_from({})
    assert (item.day, item.audience) == (NO_DAY, "secretariat")
    assert not Reader(Roles((Part("focal_point", 1),))).is_of(item)


@given(agendas)
def test_nothing_changed_where_nothing_differs(agenda):
    assert not changes_between(agenda, agenda)


@given(agendas, agendas)
def test_there_is_a_change_exactly_where_something_differs_and_it_leads_from_the_one_to_the_other(before, after):
    changes = changes_between(before, after)
    items = {pk: item_from(one) for pk, one in before.items()}
    assert bool(changes) == (before != after)
    assert len({one.session for one in changes}) == len(changes)
    for change in changes:
        assert items.get(change.session) == change.before
        if change.after is None:
            del items[change.session]
        else:
            items[change.session] = change.after
    assert items == {pk: item_from(one) for pk, one in after.items()}


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"cancelled": True}, [What.CANCELLED]),
        ({"day": "2026-10-27"}, [What.DAY]),
        ({"begins": "09:30", "room": "Sala 2"}, [What.TIME, What.ROOM]),
        ({"title": {"es": "Otro"}}, [What.TITLE]),
        ({"speakers": []}, [What.SPEAKERS]),
        ({"audience": "public"}, [What.AUDIENCE]),
        ({"interpretation": []}, [What.DETAILS]),
    ],
)
def test_a_change_says_what_is_other(other, what):
    (change,) = changes_between({1: FACTS}, {1: FACTS | other})
    assert list(change.what) == what


def test_what_takes_place_after_all_what_is_new_and_what_is_gone_are_told_as_such():
    changes = changes_between({1: FACTS | {"cancelled": True}, 2: FACTS}, {1: FACTS, 3: FACTS})
    assert [one.what for one in changes] == [(What.RESTORED,), (What.REMOVED,), (What.NEW,)]


def test_who_did_not_see_it_before_is_not_told_its_older_title():
    reader = Reader(NOBODY)
    before = {1: item_from(FACTS | {"title": {"es": "Reservado"}})}
    after = {1: item_from(FACTS | {"audience": "public"})}
    assert reader.as_read(before, "public") == {}
    assert reader.as_read(after, "public") == after


def test_another_draft_has_another_mark():
    assert mark_of({1: FACTS}) == mark_of({1: dict(reversed(FACTS.items()))})
    assert mark_of({1: FACTS}) != mark_of({1: FACTS | {"room": ""}})


START = datetime(2026, 10, 26, tzinfo=UTC)
bookings = st.lists(
    st.builds(
        lambda begins, length, room, people: (begins, length, room, people),
        st.integers(0, 12),
        st.integers(1, 5),
        st.sampled_from(["", "Sala 1", " sala  1", "Sala 2"]),
        st.frozensets(st.integers(1, 3), max_size=2),
    ),
    max_size=9,
).map(
    lambda rows: [
        Booking(pk, START + timedelta(hours=begins), START + timedelta(hours=begins + length), room, people)
        for pk, (begins, length, room, people) in enumerate(rows)
    ]
)


def naive(bookings):
    found = set()
    for one in bookings:
        for other in bookings:
            if one.session < other.session and one.begins < other.ends and other.begins < one.ends:
                pair = frozenset({one.session, other.session})
                rooms = {"".join(name.lower().split()) for name in (one.room, other.room)}
                found |= {(pair, "room")} if len(rooms) == 1 and rooms != {""} else set()
                found |= {(pair, person) for person in one.people & other.people}
    return found


@given(bookings)
def test_clashes_are_those_that_comparing_each_with_each_finds(bookings):
    clashes = clashes_of(bookings)
    found = {(frozenset({one.first, one.second}), one.person or "room") for one in clashes}
    assert found == naive(bookings)
    assert len(found) == len(clashes)


def test_what_ends_when_another_begins_is_no_clash():
    hour = timedelta(hours=1)
    one, other = Booking(1, START, START + hour, "A"), Booking(2, START + hour, START + 2 * hour, "A")
    assert not clashes_of([one, other])


slots = st.builds(lambda begins, length: Slot(begins, begins + length), st.integers(0, 600), st.integers(1, 240))


@given(slots, slots)
def test_sessions_that_change_places_keep_their_lengths_their_pause_and_their_span(one, other):
    first, second = sorted((one, other), key=lambda slot: slot.begins)
    later, earlier = swapped(first, second)
    assert (later.length, earlier.length) == (first.length, second.length)
    assert earlier.begins == first.begins
    if second.begins >= first.ends:
        assert (later.ends, later.begins - earlier.ends) == (second.ends, second.begins - first.ends)
    else:
        assert later.begins == second.begins


@given(st.integers(0, DAY - 1))
def test_a_clock_shows_the_minutes_of_a_day(minutes):
    assert slot_of(clock(minutes), clock(minutes)).begins == minutes


def test_a_neighbour_begins_at_another_hour():
    of_a_day = [(1, Slot(540, 600)), (2, Slot(540, 600)), (3, Slot(600, 660))]
    assert neighbour(2, of_a_day, earlier=True) is None
    assert neighbour(3, of_a_day, earlier=True) == 2
    assert neighbour(1, of_a_day, earlier=False) == 3


@given(st.lists(st.sampled_from(["es", "pt", "en", "fr", "qu", "gn"]), unique=True))
def test_languages_are_kept_as_codes(codes):
    assert codes_of(as_stored(codes)) == (codes, [])
    assert codes_in(as_stored(codes)) == codes


def test_languages_are_written_by_name_too_and_what_is_none_is_named():
    assert codes_of("Español, inglés / Português; guarani, Klingonés") == (["es", "en", "pt", "gn"], ["Klingonés"])
    assert codes_of(" , ") == ([], [])


@given(st.text(max_size=30))
def test_whatever_is_written_as_languages_is_sorted_into_codes_and_the_rest(text):
    codes, unknown = codes_of(text)
    assert codes_of(as_stored(codes)) == (codes, [])
    assert all(word and word in text for word in unknown)
