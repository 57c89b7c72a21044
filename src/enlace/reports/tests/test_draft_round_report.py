"""The report of a review round, drafted from what everybody sees of it."""

from collections import Counter

import pytest
from django.utils.translation import override

from enlace.commitments.models import Commitment, CommitmentParty, Evidence, Progress
from enlace.commitments.rounds.actions import close_round
from enlace.commitments.testing import make_commitment, make_evidence, make_milestone, make_progress, make_review_round
from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.network.testing import make_organisation, make_state
from enlace.reports.document.blocks import Bars, Table
from enlace.reports.document.outline import compose
from enlace.reports.round.report import ROUND
from enlace.reports.tests.test_draft_meeting_record import LANGUAGES, shown_text

pytestmark = pytest.mark.django_db
HIDDEN = "Palabras para los miembros"


def make_round(**fields):
    """Closed. Two commitments with a report, one without, one for members; a report for members, one taken back."""
    one = make_review_round(audience="public", title=Texts({"es": "Avances del año", "pt": "Avanços"}), **fields)
    uruguay, paraguay, observer = make_state("UY"), make_state("PY"), make_organisation()
    make_state("BO")
    joint = make_commitment(
        approach="binational", parties=[uruguay, paraguay], title=Texts({"es": "Juntos", "pt": "Juntos em dois"})
    )
    local = make_commitment(approach="local", parties=[observer], title=Texts({"es": "Una guía"}))
    make_commitment(approach="national", parties=[make_state("CL")], title=Texts({"es": "Sin informe"}))
    members = make_commitment(approach="local", audience="members", title=Texts({"es": HIDDEN}))
    first = make_progress(commitment=joint, round=one, state=uruguay, percent=20)
    second = make_progress(
        commitment=joint, round=one, state=uruguay, percent=45, text=Texts({"es": "Lo que se hizo."})
    )
    guide = make_milestone(commitment=local, title=Texts({"es": "Visitas"}))
    third = make_progress(commitment=local, round=one, organisation=observer, percent=None, value=7, milestone=guide)
    for report, audience in ((first, "public"), (second, "public"), (second, "members"), (third, "public")):
        make_evidence(progress=report, audience=audience)
    make_progress(commitment=joint, round=one, state=paraguay, audience="members", percent=83, text={"es": HIDDEN})
    make_progress(commitment=members, round=one, text={"es": HIDDEN})
    waiting = make_commitment(approach="local", parties=[make_state("AR")], title=Texts({"es": "Espera"}))
    make_progress(commitment=waiting, round=one, state=make_state("AR"), cleared=False, text={"es": HIDDEN})
    return close_round(one, by=None)


def counted_anew(review_round):
    """The numbers of the report, counted record by record."""
    found = Counter()
    told, told_bodies, bodies = set(), set(), set()
    for party in CommitmentParty.objects.all():
        commitment, body = party.commitment, party.body
        if commitment.audience != "public":
            continue
        kind, pk = body
        own = [
            one
            for one in Progress.objects.order_by("pk")
            if (one.round_id, one.commitment_id, one.body) == (review_round.pk, commitment.pk, body) and one.cleared_at
        ]
        seen = [one for one in own if one.audience == "public"]
        pieces = len([one for one in Evidence.objects.all() if one.progress in seen and one.audience == "public"])
        bodies.add(body)
        for key in (
            f"level.{commitment.approach}",
            "level.all",
            f"{kind}.{pk}",
            "body.all",
            f"commitment.{commitment.pk}",
        ):
            found[f"{key}.asked"] += 1
            found[f"{key}.reports"] += bool(own)
            found[f"{key}.evidence"] += pieces
        found["asked"] += 1
        found["reports"] += bool(own)
        found["evidence"] += pieces
        if own:
            told.add(commitment), told_bodies.add(body)
        if seen:
            found[f"commitment.{commitment.pk}.{kind}.{pk}.evidence"] = pieces
            found[f"progress.{seen[-1].pk}.percent"] = seen[-1].percent or 0
    for commitment in Commitment.objects.all():
        if commitment.audience == "public":
            silent = found[f"commitment.{commitment.pk}.reports"] < found[f"commitment.{commitment.pk}.asked"]
            found["commitments"] += 1
            found["commitments.reported"] += commitment in told
            found["commitments.unreported"] += silent
            for level in (commitment.approach, "all"):
                found[f"level.{level}.commitments"] += 1
                found[f"level.{level}.reported"] += commitment in told
    found |= {"bodies": len(bodies), "bodies.reporting": len(told_bodies)}
    return found | {"bodies.silent": len(bodies - told_bodies)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_is_what_the_records_count(language):
    review_round = make_round()
    with override(language):
        document = compose(ROUND, review_round)
    anew = counted_anew(review_round)
    assert {name: value for name, value in document.figures.items() if value} == {
        name: value for name, value in anew.items() if value
    }
    counted = ["asked", "reports", "evidence", "commitments", "commitments.reported", "bodies.silent"]
    assert [anew[name] for name in counted] == [5, 3, 3, 4, 2, 2]
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    for table in (one for one in tables if one.total):
        columns = zip(*[[int(cell.words.text) for cell in row[1:]] for row in table.rows], strict=True)
        assert all(sum(column[:-1]) == column[-1] for column in columns)
    (bars,) = (block for block in document.blocks() if isinstance(block, Bars))
    assert [(bar.value, bar.whole) for bar in bars.bars] == [(1, 2), (0, 1), (1, 1)]
    assert {one.data for one in document.sources} == set(document.data) == {"bodies", "commitments", "progress"}


def test_it_shows_what_was_written_for_everybody_and_nothing_else():
    review_round = make_round()
    document = compose(ROUND, review_round)
    text = shown_text(document)
    for said in ("Lo que se hizo.", "45", "7 (Visitas)", "Sin informe", "Espera", "Bolivia", "Chile"):
        assert said in text
    for secret in (HIDDEN, "83"):
        assert secret not in text
        assert secret not in str(document.data)
    assert [part.name for part in ROUND.parts if not part.draw] == ["introduction", "conclusions"]
    Progress.objects.filter(percent=45).update(taken_back_at=now())
    assert "Lo que se hizo." not in shown_text(compose(ROUND, review_round))
    Commitment.objects.update(title={"es": "Con otro nombre"})
    assert "Una guía" in shown_text(compose(ROUND, review_round))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_without_anything_public_says_so(language):
    members, unopened = make_review_round(title=Texts({"es": HIDDEN})), make_review_round(opened=False)
    make_commitment(title=Texts({"es": HIDDEN}), audience="members")
    nothing = make_review_round(audience="public")
    for one in (members, nothing):
        close_round(one, by=None)
        one.refresh_from_db()
    with override(language):
        documents = [compose(ROUND, one) for one in (members, unopened, nothing)]
    for document in documents:
        text = shown_text(document)
        assert [one.name for one in document.sections] == ["figures"]
        assert document.blocks()
        assert not [part for part in (HIDDEN, " 0 ", "None") if part in text]
    assert [one.dated for one in documents[:2]] == ["", ""]
    assert documents[2].sources


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_in_which_nobody_reported_reads_well(language):
    one = make_review_round(audience="public")
    make_commitment()
    with override(language):
        document = compose(ROUND, close_round(one, by=None))
    assert " 0 " not in shown_text(document)
    assert {section.name for section in document.sections} == {
        *("figures", "levels", "bodies", "not_reported", "commitments")
    }


def test_many_commitments_take_as_many_queries_as_few(django_assert_max_num_queries):
    counted = []
    for number in (1, 15):
        one = make_review_round(audience="public")
        for _number in range(number):
            commitment = make_commitment(parties=[make_state("UY"), make_state("PY")])
            make_evidence(progress=make_progress(commitment=commitment, round=one, state=make_state("UY")))
        closed = close_round(one, by=None)
        compose(ROUND, closed)
        with django_assert_max_num_queries(40) as found:
            compose(ROUND, closed)
        counted.append(len(found.captured_queries))
    assert counted[0] == counted[1]
