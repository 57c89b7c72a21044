"""The record of a meeting, drafted from what everybody may read of it."""

from collections import Counter
from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone
from django.utils.translation import override

from enlace.commitments.models import Commitment, CommitmentEvent, Evidence, Progress
from enlace.commitments.testing import (
    make_commitment,
    make_commitment_event,
    make_evidence,
    make_progress,
    make_strategy,
)
from enlace.consultations.models import Priority, PriorityReview, Result
from enlace.consultations.testing import make_consultation, make_priority, make_priority_review, make_result
from enlace.core.texts import Texts
from enlace.meetings.models import Attendance, Contribution, Decision, Meeting, Paper, Session
from enlace.meetings.testing import (
    make_agenda_version,
    make_approval,
    make_attendance,
    make_contribution,
    make_decision,
    make_delegation,
    make_meeting,
    make_paper,
    make_session,
    make_session_version,
    make_speaker,
)
from enlace.network.models import Listing, Mandate, Membership
from enlace.network.testing import make_institution, make_mandate, make_organisation, make_person, make_state
from enlace.reports.document.blocks import Bars, Heading, KeyFigures, Note, Paragraph, Points, StateMap, Table
from enlace.reports.document.outline import compose
from enlace.reports.document.printed import printed
from enlace.reports.meeting.report import MEETING

pytestmark = pytest.mark.django_db
LANGUAGES = ["es", "en", "pt"]
FIRST, BEFORE = date(2022, 10, 26), date(2021, 10, 21)
HIDDEN = "Reservado a los miembros"
HOSTILE = '#include "/etc/passwd" <b>$x$ \u202e«🕊»'
SUMMARIES = "\n".join(["El primer párrafo.", "", "El segundo."])


def hidden(**fields):
    return {"title": Texts({"es": HIDDEN})} | fields


def public_session(meeting, version, kind, speakers=(), **fields):
    session = make_session(
        meeting=meeting, published=False, kind=kind, **{"audience": "public", "summary": {"es": SUMMARIES}} | fields
    )
    for part, sector, office in speakers:
        make_speaker(session=session, part=part, sector=sector, shown_as={"es": office})
    make_session_version(version=version, session=session)
    return session


def make_programme(meeting):
    """Four public sessions of which one was cancelled and one is a break, one for members, and a draft."""
    version = make_agenda_version(meeting=meeting)
    opening = public_session(
        meeting, version, "opening", [("chair", "government", "Quien preside"), ("speaker", "academia", "Una cátedra")]
    )
    case = [("speaker", "government", "Oficina que presenta")]
    public_session(meeting, version, "case_study", case, title={"es": "Armas de fuego"}, begins=time(11), ends=time(12))
    panel = [("moderator", "secretariat", "Quien modera"), ("speaker", "corporate", "Una empresa")]
    public_session(meeting, version, "panel", panel, begins=time(14), ends=time(15))
    public_session(meeting, version, "break", begins=time(10), ends=time(11))
    public_session(meeting, version, "dialogue", title={"es": "Cancelada"}, cancelled_at=timezone.now())
    public_session(meeting, version, "panel", [("speaker", "civil_society", HIDDEN)], **hidden(audience="members"))
    make_session(meeting=meeting, published=False, **hidden(audience="public"))
    return opening


def make_promises(meeting, before):
    """Three acts at the meeting, three and a report between the meetings, and what is neither or not public."""

    def made(day, level, **fields):
        commitment = make_commitment(approach=level, **fields)
        commitment.events.update(happened_on=day, meeting=meeting if day == FIRST else None)
        return commitment

    made(FIRST, "local", title=Texts({"es": "Asumido allí"}))
    made(FIRST, "binational", parties=[make_state("UY"), make_state("PY")])
    old = made(date(2020, 1, 1), "national", title=Texts({"es": "De antes"}))
    make_commitment_event(commitment=old, happened_on=FIRST, meeting=meeting)
    make_commitment_event(commitment=old, happened_on=BEFORE, meeting=before)
    between = made(date(2022, 3, 1), "local", title=Texts({"es": "Entre las dos"}))
    make_commitment_event(commitment=between, kind="amended", happened_on=date(2022, 4, 1), title={"es": "Con cambios"})
    make_commitment_event(commitment=between, kind="closed", outcome="achieved", happened_on=date(2022, 5, 1))
    make_commitment_event(
        commitment=old, kind="amended", happened_on=date(2022, 6, 1), confirmed=[], title={"es": HIDDEN}
    )
    made(FIRST, "local", **hidden(audience="members"))
    made(date(2022, 4, 1), "local", **hidden(audience="members"))
    make_commitment(approach="local", stands=False, **hidden())
    report = make_progress(commitment=between, reported_on=date(2022, 4, 2))
    make_evidence(progress=report)
    make_evidence(progress=report, audience="members")
    make_progress(commitment=between, reported_on=date(2022, 4, 3), cleared=False)
    make_progress(commitment=between, reported_on=date(2022, 4, 4), audience="members")
    make_progress(commitment=between, reported_on=date(2019, 4, 3))


def make_ground(meeting):
    """A public result of three statements, of which one is common ground and one divides; and one for members."""

    def row(number, agree, disagree, common):
        return {
            "statement": number,
            "agree": agree,
            "disagree": disagree,
            "pass": 1,
            "by_group": [],
            "gic_mean": 0.5,
        } | {
            "robustness": None,
            "common": common,
            "rejected": False,
        }

    texts = {1: "Todas la apoyan", 2: "Divide", 3: "Ni una ni otra"}
    facts = {
        "voices": {"total": 12, "kind": "states", "states": 12, "organisations": 0, "about": False},
        "statements": [{"id": n, "number": n, "text": {"es": text}, "challenge": None} for n, text in texts.items()],
        "consensus": [row(1, 11, 0, True), row(2, 6, 5, False), row(3, 4, 1, False)],
        "groups": [{"id": n, "size": 6, "stability": None, "representative": []} for n in (0, 1)],
        "divisions": [{"statement": 2, "agrees": 0, "disagrees": 1, "robustness": None}],
        "members": {"secret": HIDDEN},
    }
    consultation = make_consultation(over=True, meeting=meeting, audience="public")
    make_result(consultation=consultation, facts=facts, text=Texts({"es": "En palabras de la Secretaría."}))
    members = make_consultation(over=True, meeting=meeting, question=Texts({"es": HIDDEN}))
    make_result(consultation=members, facts=facts, text=Texts({"es": HIDDEN}))


def make_papers(meeting, session):
    make_paper(session=session, audience="public")
    make_paper(session=session, **hidden())
    make_paper(session=session, **hidden(audience="public", released_at=None))
    make_contribution(speaker=session.speakers.get(part="speaker"))
    make_contribution(speaker=session.speakers.get(part="chair"), **hidden(submitted_at=None))
    strategy = make_strategy(meeting=meeting, title=Texts({"es": HIDDEN}))
    strategy.content = {"title": {"es": "Lo que se firmó"}, "summary": {}, "sections": []}
    strategy.opened_for_signature_at = strategy.published_at = timezone.now()
    strategy.save()
    make_strategy(meeting=meeting, title=Texts({"es": HIDDEN}))


def make_whole_meeting():
    before = make_meeting(audience="public", begins_on=BEFORE, ends_on=BEFORE)
    make_meeting(begins_on=date(2022, 5, 1), ends_on=date(2022, 5, 2), **hidden())
    meeting = make_meeting(
        audience="public",
        begins_on=FIRST,
        title=Texts({"es": "Reunión del aniversario", "en": "Anniversary meeting"}),
        text=Texts({"es": SUMMARIES}),
        place=Texts({"es": "Ciudad de México"}),
        link="https://example.org/secreto",
    )
    meeting.co_organisers.add(make_organisation(name=Texts({"es": "Coorganiza"}), sector="secretariat"))
    meeting.supporters.add(make_organisation(name=Texts({"es": "Apoya"}), member=False))
    make_organisation(name=Texts({"es": "Observa"}))
    opening = make_programme(meeting)
    for code in ("UY", "PY"):
        make_attendance(session=opening, delegation=make_delegation(meeting=meeting, state=make_state(code)))
    absent = make_delegation(meeting=meeting, state=make_state("CL"))
    make_attendance(session=opening, delegation=absent, presence="absent")
    since = {"since": date(2020, 1, 1)}
    make_mandate(organisation=make_institution("UY"), state=make_state("UY"), **since)
    unlisted = make_institution("PY", name=Texts({"es": HIDDEN}))
    person = make_person(listing=Listing.NOTHING, email="ana@example.org")
    make_mandate(organisation=unlisted, state=make_state("PY"), person=person, **since)
    priority = make_priority(session=opening, adopted_on=FIRST)
    make_priority(adopted_on=FIRST, session=make_session(meeting=before), title=Texts({"es": "Otra"}))
    make_priority_review(priority=Priority.objects.exclude(pk=priority.pk).get(), session=opening, reviewed_on=FIRST)
    make_promises(meeting, before)
    make_ground(meeting)
    make_approval(meeting=meeting, approved_at=timezone.now())
    make_decision(meeting=meeting, audience="public")
    make_decision(meeting=meeting, text=Texts({"es": HIDDEN}))
    make_papers(meeting, opening)
    return meeting


def shown_text(document):
    found = [document.title, document.subtitle, document.dated]
    for block in document.blocks():
        match block:
            case Paragraph():
                found.append("".join(run.text for run in block.runs))
            case Points():
                found += [run.text for item in block.items for run in item]
            case Heading() | Note():
                found.append(block.words.text)
            case Table():
                found += [block.caption, *(cell.words.text for row in block.rows for cell in row)]
            case Bars() | StateMap():
                found += [block.caption, block.alternative]
    return "\n".join(found)


def acts_anew(found, meeting, before):
    for commitment in Commitment.objects.all():
        if commitment.audience != "public":
            continue
        for event in CommitmentEvent.objects.all():
            if event.commitment_id != commitment.pk or not event.in_force_at:
                continue
            if event.meeting_id == meeting.pk:
                found[f"commitments.{commitment.approach}"] += 1
                found[f"commitments.{event.kind}"] += 1
            elif before.ends_on < event.happened_on < meeting.begins_on:
                found["since.acts"] += 1
                for level in (commitment.approach, "all"):
                    found[f"since.{level}.{event.kind}"] += 1
        for report in Progress.objects.all():
            inside = before.ends_on < report.reported_on < meeting.begins_on
            if report.commitment_id == commitment.pk and inside and report.cleared_at and report.audience == "public":
                own = [
                    one for one in Evidence.objects.all() if one.progress_id == report.pk and one.audience == "public"
                ]
                found["since.reports"] += 1
                for level in (commitment.approach, "all"):
                    found[f"since.{level}.reports"] += 1
                    found[f"since.{level}.evidence"] += len(own)


def counted_anew(meeting):
    """The numbers of the record, counted record by record."""
    found, sessions = Counter(), {one.pk for one in meeting.sessions.all()}
    public = {one.pk for one in Session.objects.all() if one.audience == "public" and one.versions.exists()}
    there = {one.delegation.state for one in Attendance.objects.all() if one.presence == "present"}
    found["states"] = len(there)
    for one in Mandate.objects.all():
        if one.state in there and one.person.listing != "nothing":
            found[f"institution.{one.organisation_id}.states"] += 1
    found["observers"] = len([one for one in Membership.objects.all() if one.organisation_id])
    held = [one for one in Session.objects.all() if one.kind != "break" and not one.cancelled_at]
    found["sessions"] = len([one for one in held if one.pk in sessions & public])
    found["priorities"] = len([one for one in Priority.objects.all() if one.session_id in sessions])
    found["priorities.reviewed"] = len([one for one in PriorityReview.objects.all() if one.session_id in sessions])
    found["decisions"] = len([one for one in Decision.objects.all() if one.audience == "public"])
    found["papers"] = len([one for one in Paper.objects.all() if one.audience == "public" and one.released_at])
    found["contributions"] = len([one for one in Contribution.objects.all() if one.submitted_at])
    found["strategies"] = 1
    acts_anew(found, meeting, Meeting.objects.get(begins_on=BEFORE))
    for result in Result.objects.all():
        if result.consultation.audience == "public":
            key, rows = f"consultation.{result.consultation_id}", result.facts["consensus"]
            divided = [one["statement"] for one in result.facts["divisions"]]
            found[f"{key}.voices"], found[f"{key}.statements"] = result.facts["voices"]["total"], len(rows)
            found[f"{key}.common"] = len([one for one in rows if one["common"]])
            found[f"{key}.divisions"] = len(divided)
            for one in rows:
                if one["common"] or one["statement"] in divided:
                    found |= {
                        f"statement.{one['statement']}.{name}": one[name] for name in ("agree", "disagree", "pass")
                    }
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_what_the_records_count(language):
    meeting = make_whole_meeting()
    with override(language):
        document = compose(MEETING, meeting)
    anew = counted_anew(meeting)
    assert {name: value for name, value in document.figures.items() if value} == {
        name: value for name, value in anew.items() if value
    }
    counted = ["states", "sessions", "commitments.made", "commitments.renewed", "since.acts", "since.all.evidence"]
    assert [anew[name] for name in counted] == [2, 3, 2, 1, 3, 1]
    numbers = {one.number for one in document.sources}
    cited = [one.source for block in document.blocks() if isinstance(block, KeyFigures) for one in block.items]
    cited += [block.source for block in document.blocks() if isinstance(block, Table)]
    assert set(cited) <= numbers
    assert all(document.data[one.data] for one in document.sources if one.records)


def test_it_says_what_is_public_and_nothing_else():
    document = compose(MEETING, make_whole_meeting())
    text, everything = shown_text(document), str(document.as_data())
    named = ["Quien preside", "Una cátedra", "Armas de fuego", "Una empresa", "Asumido allí", "Con cambios", "Divide"]
    named += [
        "Lo que se firmó",
        "Nota conceptual",
        "Coorganiza",
        "Apoya",
        "Observa",
        "Ministerio de prueba",
        "Paraguay",
    ]
    for one in [*named, "En palabras de la Secretaría.", "El segundo."]:
        assert one in text
    for one in (HIDDEN, "Cancelada", "secreto", "Chile", "Ni una ni otra"):
        assert one not in text
    for one in (HIDDEN, "secreto", "ana@example.org"):
        assert one not in everything
    assert [part.name for part in MEETING.parts if not part.draw] == ["opening", "outcome"]
    names = {part.name for part in MEETING.parts} - {"opening", "outcome"}
    assert {one.name for one in document.sections} == names


def test_a_meeting_that_is_not_public_has_no_record():
    with pytest.raises(Meeting.DoesNotExist):
        compose(MEETING, make_meeting(audience="members", begins_on=FIRST))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sparse_meeting_reads_well(language):
    bare = {"audience": "public", "begins_on": FIRST, "precision": "month", "ordinal": 10}
    first = make_meeting(**bare)
    Meeting.objects.update(host=None)
    coming, cancelled = make_meeting(audience="public"), make_meeting(audience="public", cancelled_at=timezone.now())
    with override(language):
        documents = [compose(MEETING, one) for one in (first, coming, cancelled)]
    assert [[one.name for one in document.sections] for document in documents] == [
        ["edition"],
        ["edition", "since_last"],
        ["edition"],
    ]
    for document in documents:
        assert not {" 0 ", "None"} & {part for part in (" 0 ", "None") if part in shown_text(document)}


def test_many_records_take_as_many_queries_as_few(django_assert_max_num_queries):
    meeting = make_whole_meeting()
    with django_assert_max_num_queries(100) as few:
        compose(MEETING, meeting)
    session = Session.objects.filter(meeting=meeting, kind="opening").get()
    version = meeting.agenda_versions.get()
    for number in range(12):
        make_priority(session=session, title=Texts({"es": f"Prioridad {number}"}))
        make_decision(meeting=meeting, audience="public", state=make_state())
        public_session(meeting, version, "panel", [("speaker", "academia", "Cátedra")])
        commitment = make_commitment(parties=[make_state("PY"), make_state("BO"), make_organisation()])
        commitment.events.update(happened_on=FIRST, meeting=meeting)
        make_evidence(progress=make_progress(commitment=commitment, reported_on=date(2022, 9, 1)))
        make_paper(session=session, audience="public")
    with django_assert_max_num_queries(100) as many:
        compose(MEETING, meeting)
    assert len(many.captured_queries) <= len(few.captured_queries)


def test_hostile_words_are_text_on_paper():
    meeting = make_meeting(
        audience="public", begins_on=FIRST, title=Texts({"es": HOSTILE}), text=Texts({"es": HOSTILE * 20})
    )
    make_decision(meeting=meeting, audience="public", text=Texts({"es": HOSTILE}))
    make_approval(meeting=meeting, approved_at=timezone.now())
    document = compose(MEETING, meeting)
    assert printed(document, at=datetime(2026, 1, 1, tzinfo=UTC)).startswith(b"%PDF")
    assert shown_text(document).count('#include "/etc/passwd" <b>$x$') == 22
    Decision.objects.update(illustrative=True)
    assert (document.mark, compose(MEETING, meeting).mark) == ("", "Ilustrativo")
