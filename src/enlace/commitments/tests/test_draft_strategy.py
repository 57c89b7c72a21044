"""Drafting a joint strategy together: parties, sections, texts, proposals, comments. Nothing written is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.commitments.models import SectionVersion, Strategy, StrategySection
from enlace.commitments.strategies import actions, section_actions
from enlace.commitments.strategies.change_actions import accept_change, decline_change, propose_change, write_section
from enlace.commitments.strategies.comment_actions import comment_section, settle_comment
from enlace.commitments.strategies.section_heads import conflict_of, heads_of
from enlace.commitments.testing import make_section_version, make_strategy, make_strategy_section
from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_focal_point, make_observer, make_organisation, make_secretary, make_state

pytestmark = pytest.mark.django_db
TITLE = Texts({"es": "Alerta temprana"})


def of(code="UY"):
    return "state", make_state(code).pk


@pytest.fixture
def uruguay():
    return make_focal_point()


@pytest.fixture
def paraguay():
    return make_focal_point("py@example.org", "PY")


@pytest.fixture
def section():
    return make_strategy_section()


def written(section, by, code, text, **more):
    return write_section(section, by=by, body=of(code), text=text, **{"language": "es"} | more)


def texts(section, language="es"):
    return [one.text for one in heads_of(section.versions.all()).get(language, [])]


def test_who_speaks_for_a_body_begins_one_with_it_and_the_others_are_told(uruguay, paraguay):
    observer = make_observer(organisation=make_organisation())
    parties = [of(), of("PY"), ("organisation", observer.person.mandates.get().organisation_id)]
    strategy = actions.add_strategy(by=uruguay, parties=parties, title=TITLE)
    assert [party.body for party in strategy.parties.order_by("pk")] == parties
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["observer@example.org", "py@example.org"]
    entry = AuditEntry.objects.get(action="add_strategy")
    assert entry.after["states"] == sorted([of()[1], of("PY")[1]])
    with pytest.raises(ValidationError) as refused:
        actions.add_strategy(by=paraguay, parties=[of()], title=TITLE)
    assert "parties" in refused.value.message_dict
    actions.add_strategy(by=make_secretary(), parties=[of()], title=TITLE)


@pytest.mark.parametrize("parties", [[], [("state", 10**6)], [("organisation", 10**6)]])
def test_parties_that_are_none_are_refused(parties):
    with pytest.raises(ValidationError) as refused:
        actions.add_strategy(by=make_secretary(), parties=parties, title=TITLE)
    assert "parties" in refused.value.message_dict
    assert not Strategy.objects.exists()


def test_a_meeting_that_one_does_not_see_is_refused(uruguay):
    hidden = make_meeting(audience="secretariat")
    with pytest.raises(ValidationError) as refused:
        actions.add_strategy(by=uruguay, parties=[of()], title=TITLE, meeting=hidden)
    assert "meeting" in refused.value.message_dict
    strategy = actions.add_strategy(by=uruguay, parties=[of()], title=TITLE, meeting=make_meeting())
    actions.change_strategy(strategy, by=uruguay, title=Texts({"es": "Otra"}), meeting=None)
    strategy.refresh_from_db()
    assert (strategy.title, strategy.meeting) == ({"es": "Otra"}, None)


def test_a_party_that_leaves_reads_the_drafts_no_more_and_what_it_wrote_stays(uruguay, paraguay, section):
    written(section, paraguay, "PY", "Lo nuestro.")
    actions.remove_strategy_party(section.strategy, by=paraguay, body=of("PY"))
    assert not StrategySection.objects.visible_to(paraguay).exists()
    assert texts(section) == ["Lo nuestro."]
    with pytest.raises(PermissionDenied):
        actions.remove_strategy_party(section.strategy, by=uruguay, body=of())
    actions.add_strategy_party(section.strategy, by=uruguay, body=of("PY"))
    actions.add_strategy_party(section.strategy, by=uruguay, body=of("PY"))
    assert section.strategy.parties.count() == 2


def test_one_begun_by_mistake_is_removed_while_it_is_empty(uruguay, section):
    version = written(section, uruguay, "UY", "Un texto.")
    with pytest.raises(PermissionDenied):
        actions.remove_strategy(section.strategy, by=uruguay)
    version.delete()
    actions.remove_strategy(section.strategy, by=uruguay)
    assert not Strategy.objects.exists()


def test_sections_are_added_last_moved_renamed_taken_out_and_in_again(uruguay):
    strategy = make_strategy()
    one, two, three = (
        section_actions.add_section(strategy, by=uruguay, title=Texts({"es": title})) for title in ("A", "B", "C")
    )
    section_actions.remove_section(two, by=uruguay)
    section_actions.move_section(three, by=uruguay, earlier=True)
    section_actions.move_section(three, by=uruguay, earlier=True)
    assert [str(each) for each in strategy.sections.filter(removed_at=None)] == ["C", "A"]
    section_actions.restore_section(two, by=uruguay)
    section_actions.move_section(one, by=uruguay, earlier=False)
    section_actions.change_section(two, by=uruguay, title=Texts({"es": "B, otra vez"}))
    assert [str(each) for each in strategy.sections.all()] == ["C", "B, otra vez", "A"]


def test_two_hands_at_once_are_both_kept_and_joined(uruguay, paraguay, section):
    begun = written(section, uruguay, "UY", "Uno\nDos\nTres")
    one = written(section, uruguay, "UY", "Uno.\nDos\nTres", base=begun)
    other = written(section, paraguay, "PY", "Uno\nDos\nTres.", base=begun)
    assert texts(section) == [other.text, one.text]
    conflict = conflict_of(heads_of(section.versions.all())["es"], list(section.versions.all()))
    assert (conflict.merge.text, conflict.merge.conflicts) == ("Uno.\nDos\nTres.", 0)
    joined = {"base": conflict.one, "merged": conflict.other}
    written(section, paraguay, "PY", conflict.merge.text, **joined)
    assert texts(section) == ["Uno.\nDos\nTres."]
    count = section.versions.count()
    written(section, paraguay, "PY", conflict.merge.text, **joined)
    assert section.versions.count() == count, "the same form, sent twice, is written once"
    written(section, uruguay, "UY", "Uno, en fin.", base=heads_of(section.versions.all())["es"][0])
    assert texts(section) == ["Uno, en fin."]


def test_a_join_may_be_one_of_the_two_texts(uruguay, paraguay, section):
    begun = written(section, uruguay, "UY", "Uno")
    one, other = (written(section, by, code, text, base=begun) for by, code, text in (
        (uruguay, "UY", "Uno y dos"), (paraguay, "PY", "Uno y tres")
    ))  # fmt: skip
    written(section, uruguay, "UY", other.text, base=one, merged=other)
    assert texts(section) == ["Uno y tres"]


def test_each_language_has_its_own_text(uruguay, section):
    written(section, uruguay, "UY", "Compartir alertas")
    shared = written(section, uruguay, "UY", "Compartilhar alertas", language="pt")
    assert (texts(section), texts(section, "pt")) == (["Compartir alertas"], ["Compartilhar alertas"])
    with pytest.raises(ValidationError):
        written(section, uruguay, "UY", "Otro", base=shared)
    with pytest.raises(ValidationError):
        written(section, uruguay, "UY", "Autre", language="fr")


def test_bad_texts_are_refused_and_others_tidied(uruguay, section):
    for text in ("", " \r\n ", "x" * 100_001):
        with pytest.raises(ValidationError) as refused:
            written(section, uruguay, "UY", text)
        assert "text" in refused.value.message_dict
    other = make_section_version()
    with pytest.raises(ValidationError):
        written(section, uruguay, "UY", "Sobre otro", base=other)
    assert written(section, uruguay, "UY", "\r\nUno \r\nDos\x00\n\n").text == "Uno\nDos"


def test_a_proposal_counts_once_another_party_accepts_it(uruguay, paraguay, section):
    begun = written(section, uruguay, "UY", "Cada mes")
    proposal = propose_change(section, by=uruguay, body=of(), language="es", text="Cada semana", base=begun, why="Urge")
    again = propose_change(section, by=uruguay, body=of(), language="es", text="Cada semana", base=begun)
    assert (again, texts(section)) == (proposal, ["Cada mes"])
    with pytest.raises(PermissionDenied):
        accept_change(proposal, by=uruguay)
    with pytest.raises(ValidationError):
        written(section, paraguay, "PY", "Sobre lo propuesto", base=proposal)
    accept_change(proposal, by=paraguay)
    assert texts(section) == ["Cada semana"]
    with pytest.raises(PermissionDenied):
        decline_change(proposal, by=paraguay, why="Tarde")


def test_a_proposal_accepted_after_the_text_went_on_stands_beside_it(uruguay, paraguay, section):
    begun = written(section, uruguay, "UY", "Cada mes")
    proposal = propose_change(section, by=paraguay, body=of("PY"), language="es", text="Cada semana", base=begun)
    written(section, uruguay, "UY", "Cada quincena", base=begun)
    accept_change(proposal, by=uruguay)
    assert sorted(texts(section)) == ["Cada quincena", "Cada semana"]


def test_declining_asks_for_a_reason_and_the_proposer_may_take_it_back(uruguay, paraguay, section):
    proposal = propose_change(section, by=uruguay, body=of(), language="es", text="Cada semana")
    for why in (" ", "x" * 301):
        with pytest.raises(ValidationError) as refused:
            decline_change(proposal, by=paraguay, why=why)
        assert "why" in refused.value.message_dict
    decline_change(proposal, by=uruguay, why="Lo pensamos mejor")
    proposal.refresh_from_db()
    assert (proposal.declined_why, texts(section)) == ("Lo pensamos mejor", [])
    with pytest.raises(ValidationError):
        propose_change(section, by=uruguay, body=of(), language="es", text="")


def test_nobody_writes_in_the_name_of_another(uruguay, section):
    for body in (of("PY"), of("AR"), None):
        for act in (write_section, propose_change):
            with pytest.raises(PermissionDenied):
                act(section, by=uruguay, body=body, language="es", text="Ajeno")
        with pytest.raises(PermissionDenied):
            comment_section(section, by=uruguay, body=body, text="Ajeno")
    assert not SectionVersion.objects.exists()
    secretary = make_secretary()
    assert write_section(section, by=secretary, body=None, language="es", text="De la Secretaría").body is None


def test_a_comment_is_settled_once(uruguay, paraguay, section):
    with pytest.raises(ValidationError):
        comment_section(section, by=paraguay, body=of("PY"), text=" ")
    comment = comment_section(section, by=paraguay, body=of("PY"), text="¿Cada mes?")
    settle_comment(comment, by=uruguay)
    with pytest.raises(PermissionDenied):
        settle_comment(comment, by=uruguay)
    assert AuditEntry.objects.get(action="comment_section").after == {"section": section.pk}


def test_an_accepted_text_that_came_earlier_is_followed_by_what_says_the_same_later():
    section, moment = make_strategy_section(), now()
    first = make_section_version(section=section, text="Uno", at=moment)
    proposal = make_section_version(section=section, text="Dos", base=first, proposed=True, at=moment)
    make_section_version(section=section, text="Dos", base=first, at=moment + timedelta(hours=1))
    assert texts(section) == ["Dos"]
    proposal.accepted_at = moment + timedelta(hours=2)
    proposal.save()
    assert [one.pk for one in heads_of(section.versions.all())["es"]] == [proposal.pk]
