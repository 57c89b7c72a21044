"""The handover dossier of a state, as the record drafts it in the state's own eyes."""

import io
from collections import Counter
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from enlace.commitments.models import Commitment, CommitmentParty, Evidence, Progress, StrategyParty
from enlace.commitments.testing import (
    make_commitment,
    make_evidence,
    make_milestone,
    make_progress,
    make_review_round,
    make_strategy,
)
from enlace.consultations.models import Challenge, SharedChallenge, Vote
from enlace.consultations.testing import (
    make_challenge,
    make_consultation,
    make_priority,
    make_shared_challenge,
    make_statement,
    make_vote,
    make_voter,
)
from enlace.core.clock import now, today
from enlace.core.registry import registered
from enlace.core.texts import Texts
from enlace.mechanisms.models import PracticeNote, Questionnaire
from enlace.mechanisms.testing import (
    make_assessment_finding,
    make_mechanism,
    make_practice_note,
    make_questionnaire,
)
from enlace.meetings.models import Attendance, Decision, Paper
from enlace.meetings.testing import (
    make_approval,
    make_approval_answer,
    make_attendance,
    make_decision,
    make_delegate,
    make_delegation,
    make_meeting,
    make_paper,
    make_session,
)
from enlace.network.models import Mandate
from enlace.network.testing import fresh, make_cast, make_focal_point, make_mandate, make_person, make_state
from enlace.reports.document.blocks import Note, Paragraph, Points, Table
from enlace.reports.document.printed import printed
from enlace.reports.dossier.report import dossier

pytestmark = pytest.mark.django_db
LANGUAGES = ["es", "en", "pt"]
OTHERS = ("De Paraguay en borrador", "De la Secretaría", "Avance ajeno sin autorizar", "Nota ajena en borrador")


def es(text):
    return Texts({"es": text})


def make_world():
    """Uruguay with something of everything, drafts included, and what it must not read of others."""
    cast, own, other = make_cast(), make_state(), make_state("PY")
    past = {"since": date(2018, 1, 1), "until": date(2020, 1, 1)}
    make_mandate(person=make_person(name="Oficina anterior"), **past)
    make_meetings(own, other)
    make_answers(own, other)
    make_promises(own, other)
    make_questionnaire(mechanism=make_mechanism())
    make_questionnaire(mechanism=make_mechanism(state=other, name=es("De Paraguay en borrador"), published=False))
    make_practice_note(title=es("Nota propia en borrador"), cleared=False)
    make_practice_note(state=other, title=es("Nota ajena en borrador"), cleared=False)
    make_assessment_finding(evidence="Hallazgo reservado del Estado")
    return cast


def make_meetings(own, other):
    begun = today() - timedelta(days=60)
    meeting = make_meeting(begins_on=begun, title=es("Reunión pasada"))
    session = make_session(meeting=meeting)
    delegation = make_delegation(meeting=meeting, answer="coming", approved_at=now())
    make_delegate(delegation=delegation, person=make_person(name="Delegada de Uruguay"), is_head=True)
    make_attendance(session=session, delegation=delegation)
    make_paper(session=session)
    make_paper(session=session, title=es("De la Secretaría"), audience="secretariat")
    make_approval_answer(approval=make_approval(meeting=meeting), approves=False, comment="Falta una frase.")
    make_decision(meeting=meeting, state=own, text=es("Escribir la nota."), due_on=today())
    make_decision(meeting=meeting, state=own, done_on=today())
    make_decision(meeting=meeting, state=other, text=es("De Paraguay"))
    make_decision(meeting=meeting, state=own, audience="secretariat", text=es("De la Secretaría"))
    make_delegation(meeting=make_meeting(title=es("Reunión que viene")))
    make_meeting(audience="secretariat", title=es("De la Secretaría"))


def make_answers(own, other):
    statement = make_statement()
    make_vote(statement=statement, voter=make_voter(consultation=statement.consultation), importance=3)
    voter = make_voter(consultation=statement.consultation, state=other)
    make_vote(statement=make_statement(consultation=statement.consultation), voter=voter, value=-1)
    hidden = make_consultation(attribution="anonymous", question=es("Anónima"))
    make_vote(statement=make_statement(consultation=hidden), voter=make_voter(consultation=hidden))
    make_consultation(opened=False, question=es("De la Secretaría"))
    make_challenge(title=es("Desafío propio"))
    make_shared_challenge(challenge=make_challenge(state=other, title=es("Desafío compartido")), state=own)
    make_challenge(title=es("De la Secretaría"), audience="secretariat", state=other)
    make_priority(challenge=make_challenge(state=other), session=make_session(meeting=make_meeting()))


def make_promises(own, other):
    local = make_commitment(approach="local")
    make_milestone(commitment=local)
    make_evidence(progress=make_progress(commitment=local))
    make_progress(commitment=local, text=es("Avance propio en borrador"), cleared=False)
    make_progress(commitment=local, text=es("Avance propio por autorizar"), cleared=False, submitted=True)
    make_commitment(stands=False, title=es("Compromiso propio en borrador"))
    make_commitment(parties=[other, own], confirmed=[other], title=es("Por confirmar"))
    joint = make_commitment(parties=[other, own], title=es("Con Paraguay"))
    make_progress(commitment=joint, state=other, text=es("Avance ajeno sin autorizar"), cleared=False)
    make_commitment(parties=[other], stands=False, title=es("De Paraguay en borrador"))
    make_strategy()
    make_strategy(parties=[other], title=es("De Paraguay en borrador"))
    make_review_round()
    make_review_round(opened=False, title=es("De la Secretaría"))


def shown_text(document):
    found = []
    for block in document.blocks():
        if isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
        if isinstance(block, Points):
            found += ["".join(run.text for run in item) for item in block.items]
        if isinstance(block, Table):
            found += [text for row in block.rows for cell in row for text in (cell.words.text, cell.mark)]
        if isinstance(block, Note):
            found.append(block.words.text)
    return "\n".join(found)


def counted_anew(state):
    """The numbers of the dossier, counted record by record."""
    found = Counter()
    for one in Mandate.objects.all():
        if one.state_id == state.pk:
            found["mandates.past" if one.until and one.until < today() else "mandates.present"] += 1
    for one in Attendance.objects.all():
        if one.delegation.state_id == state.pk:
            found[f"meeting.{one.session.meeting_id}.sessions"] += 1
    found["papers"] = len([one for one in Paper.objects.all() if one.audience == "members"])
    for one in Decision.objects.all():
        if one.state_id == state.pk and one.audience == "members":
            found["decisions"] += 1
            found["decisions.open"] += one.done_on is None
    for one in Vote.objects.all():
        if one.voter.state_id == state.pk:
            found[f"consultation.{one.statement.consultation_id}.votes"] += 1
    shared = {one.challenge_id for one in SharedChallenge.objects.all() if one.state_id == state.pk}
    found["challenges"] = len([one for one in Challenge.objects.all() if one.state_id == state.pk or one.pk in shared])
    return found | counted_promises(state) | counted_register(state)


def counted_promises(state):
    found = Counter()
    for one in Commitment.objects.all():
        parties = [party for party in CommitmentParty.objects.all() if party.commitment_id == one.pk]
        if state.pk in {party.state_id for party in parties}:
            found["commitments"] += 1
            words = [event.confirmations.count() for event in one.events.all()]
            found["commitments.stand"] += len(parties) in words
            found[f"commitment.{one.pk}.milestones"] = one.milestones.count()
    for one in Progress.objects.all():
        if one.state_id == state.pk:
            found[f"commitment.{one.commitment_id}.reports"] += 1
    for one in Evidence.objects.all():
        found[f"commitment.{one.progress.commitment_id}.evidence"] += one.progress.state_id == state.pk
    found["strategies"] = len([one for one in StrategyParty.objects.all() if one.state_id == state.pk])
    return found


def counted_register(state):
    found = Counter({"notes": len([one for one in PracticeNote.objects.all() if one.state_id == state.pk])})
    found["questionnaires"] = len([one for one in Questionnaire.objects.all() if one.mechanism.state_id == state.pk])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_what_the_records_count(language):
    cast = make_world()
    state = make_state()
    with override(language):
        document = dossier(state, fresh(cast.focal_point))
        accounts = [fresh(cast.focal_point), fresh(cast.validator)]
        asked = [due for user in accounts for expected in registered("due") for due in expected(user, today())]
    anew = counted_anew(state) | Counter(priorities=1, consultations=2, meetings=3, rounds=1, mechanisms=1, delegates=1)
    anew["tasks"] = len({one.title for one in asked if "2fa" not in one.address})
    shown = {name: document.figures.get(name, 0) for name in anew}
    assert shown == dict(anew)
    assert (anew["commitments"], anew["commitments.stand"], anew["decisions.open"], anew["mandates.past"]) == (
        4,
        2,
        1,
        1,
    )
    assert {one.number for one in document.sources} == set(range(1, len(document.sources) + 1))
    assert all(len(document.data[one.data]) == one.records for one in document.sources)


def test_it_holds_the_states_own_drafts_and_nothing_that_others_alone_see():
    cast = make_world()
    with override("es"):
        text = shown_text(dossier(make_state(), fresh(cast.focal_point)))
    for own in (
        *("Compromiso propio en borrador", "Avance propio en borrador", "Avance propio por autorizar", "Por confirmar"),
        *("Nota propia en borrador", "Delegada de Uruguay", "Falta una frase.", "Oficina anterior", "Desafío propio"),
    ):
        assert own in text
    for hidden in (*OTHERS, "Hallazgo reservado del Estado", "Compartir indicadores, 2."):
        assert hidden not in text
    assert str(cast.other_focal_point.email) in text


@pytest.mark.parametrize("extra", ["secretary", "PY", "administrator"])
def test_what_else_its_maker_is_adds_nothing(extra):
    cast = make_world()
    maker = cast.focal_point
    plain = dossier(make_state(), fresh(maker))
    if extra == "administrator":
        type(maker).objects.filter(pk=maker.pk).update(is_superuser=True)
    elif extra == "PY":
        make_mandate(person=maker.person, state=make_state("PY"))
    else:
        make_mandate("secretary", person=maker.person)
    again = dossier(make_state(), fresh(maker))
    kept = {name: rows for name, rows in again.data.items() if name not in ("contacts", "tasks")}
    assert kept == {name: rows for name, rows in plain.data.items() if name not in ("contacts", "tasks")}
    assert again.data["tasks"] == plain.data["tasks"]
    assert not [hidden for hidden in OTHERS if hidden in shown_text(again)]


def test_votes_of_other_states_are_never_in_it_nor_ones_own_before_a_validator_sees_them():
    cast = make_world()
    state = make_state()
    with override("en"):
        for_validator = dossier(state, fresh(cast.validator))
        for_focal_point = dossier(state, fresh(cast.focal_point))
    votes = [sum(row["votes"] for row in one.data["consultations"]) for one in (for_focal_point, for_validator)]
    assert votes == [1, 0]
    assert "\nAgree\n" in shown_text(for_focal_point)
    assert "Disagree" not in shown_text(for_focal_point)


def test_who_may_not_make_it_gets_none():
    cast = make_cast()
    for user in (cast.secretary, cast.other_focal_point, cast.observer, cast.administrator):
        with pytest.raises(PermissionDenied):
            dossier(make_state(), fresh(user))
    with pytest.raises(ValueError, match="Chile is no member"), override("en"):
        dossier(make_state("CL", member=False), None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_of_which_little_is_on_record_reads_well(language):
    state = make_state()
    with override(language):
        document = dossier(state, None)
    text = shown_text(document)
    assert {one.name for one in document.sections} == {"tasks", "mandates", "mechanism"}
    assert " 0 " not in text
    assert "None" not in text
    assert state.code not in document.mark


def test_many_records_take_as_many_queries_as_few(django_assert_max_num_queries):
    maker, state = make_focal_point(), make_state()
    for number in range(12):
        commitment = make_commitment(title=es(f"Compromiso {number}"))
        make_evidence(progress=make_progress(commitment=commitment))
        make_milestone(commitment=commitment)
        meeting = make_meeting(begins_on=today() - timedelta(days=30 * (number + 1)))
        make_delegate(delegation=make_delegation(meeting=meeting, answer="coming", approved_at=now()))
        make_paper(session=make_session(meeting=meeting))
        statement = make_statement(consultation=make_consultation(over=True))
        make_vote(statement=statement)
        make_practice_note(title=es(f"Nota {number}"), cleared=False)
    with django_assert_max_num_queries(95):
        dossier(state, maker)


def test_hostile_words_appear_as_text_and_every_page_says_for_whom_it_is():
    hostile = '#include "/etc/passwd" <script>alert(1)</script> *a* $b$ ' + "x" * 60
    make_commitment(title=es(hostile[:120]), text=es('= Título\n#read("secret")'))
    with override("es"):
        document = dossier(make_state(), None)
        file = pikepdf.open(io.BytesIO(printed(document, at=now())))
    assert "#include" in shown_text(document)
    assert "Uruguay" in document.mark
    assert len(file.pages) > 3
