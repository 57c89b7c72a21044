"""The pages of joint strategies: who reads the signed text, who the drafts; writing, signing, and what is due."""

import pytest
from django.urls import reverse

from enlace.commitments.models import SectionComment, SectionVersion, Strategy, StrategyParty, StrategySection
from enlace.commitments.strategies import signing_actions as signing
from enlace.commitments.strategies.change_actions import propose_change, write_section
from enlace.commitments.strategies.due import due_strategies
from enlace.commitments.strategies.section_actions import add_section
from enlace.commitments.strategies.signed_content import fingerprint
from enlace.commitments.testing import (
    make_commitment,
    make_commitment_event,
    make_section_comment,
    make_section_version,
    make_strategy,
    make_strategy_section,
)
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_focal_point, make_observer, make_secretary, make_state, make_validator

pytestmark = pytest.mark.django_db
LIST = reverse("commitments:strategies")
SECRET = "Palabra secreta"


def of(code="UY"):
    return "state", make_state(code).pk


def address(name, *args):
    return reverse(f"commitments:{name}", args=[getattr(one, "pk", one) for one in args])


@pytest.fixture
def uruguay():
    return make_focal_point()


@pytest.fixture
def paraguay():
    return make_focal_point("py@example.org", "PY")


def drafted(title="Alerta temprana", text="Compartir alertas.", **overrides):
    strategy = make_strategy(title=Texts({"es": title}), **overrides)
    section = add_section(strategy, by=None, title=Texts({"es": "Qué haremos"}))
    write_section(section, by=None, body=of(), language="es", text=text)
    return strategy


def published(uruguay, paraguay, **overrides):
    strategy = signing.open_for_signature(drafted(**overrides), by=None)
    signing.sign_strategy(strategy, by=uruguay, body=of(), may_publish=True)
    signing.sign_strategy(strategy, by=paraguay, body=of("PY"), may_publish=True)
    return Strategy.objects.get(pk=strategy.pk)


def statuses(client, addresses):
    return {client.get(one).status_code for one in addresses}


def draft_addresses(strategy):
    section = strategy.sections.first()
    return [
        section.get_absolute_url(),
        *(address(name, section) for name in ("write_section", "propose_change", "change_section")),
        address("section_version", section.versions.first()),
    ]


def test_drafts_are_for_the_parties_and_the_secretariat(client, uruguay, paraguay):
    strategy = drafted()
    addresses = [strategy.get_absolute_url(), *draft_addresses(strategy)]
    signed_out = {client.get(one).status_code for one in addresses[1:]}
    assert (client.get(addresses[0]).status_code, signed_out) == (404, {302})
    for outsider in (make_focal_point("ar@example.org", "AR"), make_observer()):
        client.force_login(outsider)
        assert statuses(client, addresses) == {404}
        assert strategy.shown_title.text not in client.get(LIST).text
    for reader in (uruguay, paraguay, make_secretary()):
        client.force_login(reader)
        assert statuses(client, addresses) == {200}
        assert strategy.shown_title.text in client.get(LIST).text
    client.force_login(make_validator())
    assert client.get(strategy.get_absolute_url()).status_code == 200
    assert client.get(address("write_section", strategy.sections.get())).status_code == 403


def test_the_public_reads_what_was_signed_and_never_the_drafts(client, uruguay, paraguay):
    strategy = published(uruguay, paraguay)
    section = strategy.sections.get()
    base = section.versions.earliest("pk")
    make_section_version(section=section, base=base, text=SECRET)
    make_section_version(section=section, base=base, text=SECRET, proposed=True)
    make_section_comment(section=section, text=SECRET)
    make_strategy_section(strategy=strategy, title=Texts({"es": SECRET}))
    readers = (None, make_focal_point("ar@example.org", "AR"), make_observer(), uruguay)
    for reader in readers:
        if reader:
            client.force_login(reader)
        text = client.get(strategy.get_absolute_url()).text
        assert "Compartir alertas." in text
        assert SECRET not in text + client.get(LIST).text
    client.force_login(readers[1])
    assert statuses(client, draft_addresses(strategy)) == {404}
    for model in (StrategySection, SectionVersion, SectionComment):
        assert not model.objects.visible_to(readers[1]).exists()


def test_reopened_or_withdrawn_it_is_hidden_at_once(client, uruguay, paraguay):
    strategy = published(uruguay, paraguay)
    assert client.get(strategy.get_absolute_url()).status_code == 200
    signing.withdraw_publication(strategy, by=uruguay, body=of())
    assert client.get(strategy.get_absolute_url()).status_code == 404
    signing.allow_publication(strategy, by=uruguay, body=of())
    assert client.get(strategy.get_absolute_url()).status_code == 200
    signing.reopen_drafting(strategy, by=paraguay)
    assert client.get(strategy.get_absolute_url()).status_code == 404
    assert "Alerta temprana" not in client.get(LIST).text
    assert not StrategyParty.objects.visible_to(make_observer()).exists()


def test_the_reading_page_shows_the_actions_that_the_reader_sees(client, uruguay, paraguay):
    strategy = published(uruguay, paraguay)
    make_commitment(strategy=strategy, title=Texts({"es": "Para todos"}))
    make_commitment(strategy=strategy, title=Texts({"es": "Para miembros"}), audience="members")
    make_commitment(strategy=strategy, title=Texts({"es": "En borrador"}), stands=False)
    closed = make_commitment(strategy=strategy, title=Texts({"es": "Logrado"}))
    make_commitment_event(commitment=closed, kind="closed", outcome="achieved")
    shown = {str(one.commitment): one.standing for one in client.get(strategy.get_absolute_url()).context["actions"]}
    assert shown == {"Para todos": "stands", "Logrado": "achieved"}
    client.force_login(uruguay)
    answer = client.get(strategy.get_absolute_url())
    assert len(answer.context["actions"]) == 4
    assert f"{address('add_commitment')}?strategy={strategy.pk}" in answer.text


def test_a_meeting_is_named_to_those_who_see_it(client, uruguay, paraguay):
    meeting = make_meeting(title=Texts({"es": "Reunión reservada"}), audience="members")
    strategy = published(uruguay, paraguay, meeting=meeting)
    assert "reservada" not in client.get(strategy.get_absolute_url()).text
    client.force_login(uruguay)
    assert "reservada" in client.get(strategy.get_absolute_url()).text


def test_a_focal_point_begins_one_writes_and_opens_it(client, uruguay, paraguay):
    client.force_login(uruguay)
    form = client.get(address("add_strategy")).context["form"]
    assert form["parties"].initial == [f"state:{of()[1]}"]
    sent = {"title_es": "Juntos", "parties": [f"state:{of()[1]}", f"state:{of('PY')[1]}"]}
    client.post(address("add_strategy"), sent)
    strategy = Strategy.objects.get()
    client.post(address("add_section", strategy), {"title_es": "Uno"})
    section = strategy.sections.get()
    client.post(address("write_section", section), {"text": "El texto.", "language": "es", "base": ""})
    assert section.versions.get().body == of()
    answer = client.post(address("open_for_signature", strategy), follow=True)
    assert "El texto." in answer.text
    assert address("sign_strategy", strategy) in answer.text


def test_a_strategy_without_parties_or_title_is_asked_for_them_and_keeps_the_rest(client, uruguay):
    client.force_login(uruguay)
    answer = client.post(address("add_strategy"), {"title_es": "Con título", "parties": [f"state:{of('PY')[1]}"]})
    assert set(answer.context["form"].errors) == {"parties"}
    assert "Con título" in answer.text
    answer = client.post(address("add_strategy"), {"parties": [f"state:{of()[1]}", "state:x"]})
    assert set(answer.context["form"].errors) == {"title", "parties"}
    assert not Strategy.objects.exists()


def test_two_hands_at_once_are_shown_side_by_side_and_joined(client, uruguay, paraguay):
    section = drafted(text="Uno\ny\nDos").sections.get()
    begun = section.versions.get()
    for user, text in ((uruguay, "Uno.\ny\nDos"), (paraguay, "Uno\ny\nDos.")):
        client.force_login(user)
        answer = client.post(
            address("write_section", section), {"text": text, "language": "es", "base": begun.pk}, follow=True
        )
    assert answer.text.count("<mark>.</mark>") == 2
    assert answer.text.count('class="compared"') == 1
    form = client.get(address("write_section", section) + "?language=es").context["form"]
    assert form.initial["text"] == "Uno.\ny\nDos."
    client.post(address("write_section", section), form.initial)
    assert "compared" not in client.get(section.get_absolute_url()).text
    assert client.get(section.get_absolute_url()).context["workshop"].history[0].joins


def test_a_text_that_cannot_be_saved_is_given_back(client, uruguay, paraguay):
    strategy = drafted()
    write = address("write_section", strategy.sections.get())
    sent = {"text": "Lo que escribí", "language": "es", "base": ""}
    answer = client.post(write, sent)
    assert (answer.status_code, "Lo que escribí" in answer.text) == (403, True)
    client.force_login(uruguay)
    answer = client.post(write, sent | {"base": make_section_version().pk})
    assert "Lo que escribí" in answer.text
    assert 'class="wrong"' in answer.text
    signing.open_for_signature(strategy, by=None)
    for form in (write, address("comment_section", strategy.sections.get())):
        answer = client.post(form, sent)
        assert (answer.status_code, "Lo que escribí" in answer.text) == (403, True)


def test_a_proposal_shows_which_words_differ_and_is_answered(client, uruguay, paraguay):
    section = drafted(text="Cada mes nos vemos.").sections.get()
    client.force_login(paraguay)
    sent = {"text": "Cada semana nos vemos.", "language": "es", "base": section.versions.get().pk, "why": "Urge"}
    client.post(address("propose_change", section), sent)
    proposal = section.versions.get(proposed=True)
    text = client.get(section.get_absolute_url()).text
    assert "<mark>semana</mark>" in text
    assert address("accept_change", proposal) not in text
    assert client.post(address("accept_change", proposal)).status_code == 403
    client.force_login(uruguay)
    assert client.post(address("decline_change", proposal), {"why": " "}).context["form"].errors
    assert address("accept_change", proposal) in client.get(section.get_absolute_url()).text
    answer = client.post(address("accept_change", proposal), follow=True)
    assert "<p>Cada semana nos vemos.</p>" in answer.text


def test_versions_are_compared_with_any_other_of_their_language(client, uruguay):
    section = drafted(text="Uno").sections.get()
    first = section.versions.get()
    second = make_section_version(section=section, base=first, text="Dos")
    third = make_section_version(section=section, base=second, text="Tres")
    client.force_login(uruguay)
    page = address("section_version", third)
    assert client.get(page).context["other"] == second
    assert client.get(f"{page}?with={first.pk}").context["other"] == first
    assert client.get(f"{page}?with={make_section_version().pk}").context["other"] == second
    assert client.get(f"{page}?with=x").status_code == 200


def test_comments_are_written_and_settled_by_hand_of_a_party(client, uruguay, paraguay):
    section = drafted().sections.get()
    client.force_login(paraguay)
    assert client.post(address("comment_section", section), {"text": ""}).context["form"].errors
    client.post(address("comment_section", section), {"text": "¿Y quién paga?"})
    comment = section.comments.get()
    assert comment.body == of("PY")
    client.force_login(uruguay)
    assert "¿Y quién paga?" in client.get(section.get_absolute_url()).text
    client.post(address("settle_comment", comment))
    assert client.get(section.get_absolute_url()).context["workshop"].comments == []


def test_sections_are_moved_taken_out_and_in_again(client, uruguay):
    strategy = drafted()
    first, second = strategy.sections.get(), add_section(strategy, by=None, title=Texts({"es": "Otra"}))
    client.force_login(uruguay)
    client.post(address("move_section", second), {"to": "earlier"})
    assert list(strategy.sections.order_by("order")) == [second, first]
    client.post(address("remove_section", second))
    assert "Otra" in client.get(strategy.get_absolute_url()).text
    client.post(address("restore_section", second))
    client.post(address("change_section", second), {"title_es": "Con otro nombre"})
    assert "Con otro nombre" in client.get(strategy.get_absolute_url()).text


def test_the_page_to_sign_shows_every_language_and_asks_whether_it_may_be_published(client, uruguay, paraguay):
    strategy = drafted()
    write_section(strategy.sections.get(), by=None, body=of(), language="pt", text="Compartilhar alertas.")
    strategy = signing.open_for_signature(strategy, by=None)
    sign = address("sign_strategy", strategy)
    client.force_login(make_secretary())
    assert client.get(sign).status_code == 403
    client.force_login(uruguay)
    answer = client.get(sign)
    assert "Compartir alertas." in answer.text
    assert "Compartilhar alertas." in answer.text
    seen = fingerprint(strategy.content)
    assert answer.context["form"].initial["seen"] == seen
    assert client.post(sign, {"seen": seen}).context["form"].errors.keys() == {"may_publish"}
    client.post(sign, {"seen": "another", "may_publish": "yes"})
    assert not strategy.parties.exclude(signed_at=None).exists()
    client.post(sign, {"seen": seen, "may_publish": "no"})
    assert strategy.parties.get(signed_at__isnull=False).body == of()
    client.post(address("allow_publication", strategy))
    assert strategy.parties.get(may_publish=True).body == of()
    client.post(address("withdraw_publication", strategy))
    assert not strategy.parties.filter(may_publish=True).exists()
    client.post(address("reopen_drafting", strategy))
    assert Strategy.objects.get(pk=strategy.pk).content == {}


def test_parties_are_added_and_leave(client, uruguay, paraguay):
    strategy = drafted()
    client.force_login(uruguay)
    assert client.post(address("add_strategy_party", strategy), {"party": ""}).context["form"].errors
    client.post(address("add_strategy_party", strategy), {"party": f"state:{make_state('AR').pk}"})
    assert strategy.parties.count() == 3
    client.force_login(paraguay)
    own, other = strategy.parties.get(state=make_state("PY")), strategy.parties.get(state=make_state())
    assert client.get(address("remove_strategy_party", strategy, other)).status_code == 403
    answer = client.post(address("remove_strategy_party", strategy, own))
    assert answer.url == LIST
    assert client.get(strategy.get_absolute_url()).status_code == 404


def dues(user):
    return [(one.address, one.state_id) for one in due_strategies(user, today())]


def test_what_is_due_is_to_sign_and_to_answer_what_another_proposes(uruguay, paraguay):
    strategy = drafted()
    section = strategy.sections.get()
    assert dues(uruguay) == []
    for text in ("Uno", "Dos"):
        proposal = propose_change(section, by=paraguay, body=of("PY"), language="es", text=text)
    assert (dues(uruguay), dues(paraguay)) == ([(strategy.get_absolute_url(), None)], [])
    make_section_version(section=section, state=None, text="De la Secretaría", proposed=True)
    assert len(dues(paraguay)) == 1
    assert dues(make_secretary()) == dues(make_validator()) == dues(make_focal_point("ar@example.org", "AR")) == []
    section.versions.filter(proposed=True).update(declined_at=proposal.at)
    signing.open_for_signature(strategy, by=None)
    assert dues(uruguay) == [(address("sign_strategy", strategy), of()[1])]
    signing.sign_strategy(strategy, by=uruguay, body=of(), may_publish=True)
    assert (dues(uruguay), len(dues(paraguay))) == ([], 1)


def test_the_list_and_a_draft_ask_as_much_for_many_as_for_few(client, uruguay, paraguay, django_assert_max_num_queries):
    strategy = drafted()
    section = strategy.sections.get()
    make_commitment(strategy=published(uruguay, paraguay))
    make_commitment(strategy=strategy)
    make_section_version(section=section, text="P", proposed=True)
    make_section_comment(section=section)
    pages = (LIST, strategy.get_absolute_url(), section.get_absolute_url())
    client.force_login(uruguay)
    few = {}
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(30) as asked:
            client.get(page)
        few[page] = len(asked.captured_queries)
    base = section.versions.earliest("pk")
    for number in range(15):
        make_commitment(strategy=published(uruguay, paraguay, title=f"Otra {number}"))
        make_commitment(strategy=strategy, title=Texts({"es": f"Acción {number}"}))
        other = make_strategy_section(strategy=strategy)
        for one in (section, other):
            body = {"state": make_state("PY")}
            make_section_version(section=one, base=base if one == section else None, text=f"T{number}", **body)
            make_section_version(section=one, text=f"P{number}", proposed=True, **body)
            make_section_comment(section=one)
    for page in pages:
        with django_assert_max_num_queries(few[page]):
            client.get(page)
