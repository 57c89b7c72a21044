"""From drafting to signature and back. No signature ever stands on another text than the one that was signed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace.accounts.models import AuditEntry
from enlace.commitments.models import Strategy
from enlace.commitments.strategies import signing_actions as signing
from enlace.commitments.strategies.change_actions import accept_change, decline_change, propose_change, write_section
from enlace.commitments.strategies.section_actions import add_section, change_section, remove_section
from enlace.commitments.strategies.section_heads import is_open
from enlace.commitments.strategies.signed_content import fingerprint, read
from enlace.commitments.testing import make_strategy
from enlace.core.models import Mail
from enlace.core.texts import Texts
from enlace.network.testing import make_focal_point, make_secretary, make_state, make_validator

pytestmark = pytest.mark.django_db
CODES = ("UY", "PY")


def of(code="UY"):
    return "state", make_state(code).pk


@pytest.fixture
def speakers():
    return {"UY": make_focal_point(), "PY": make_focal_point("py@example.org", "PY")}


@pytest.fixture
def drafted(speakers):
    """With one section, which is written in two languages."""
    strategy = make_strategy()
    section = add_section(strategy, by=speakers["UY"], title=Texts({"es": "Qué haremos"}))
    for language, text in (("es", "Compartir alertas."), ("pt", "Compartilhar alertas.")):
        write_section(section, by=speakers["UY"], body=of(), language=language, text=text)
    return strategy


def again(strategy):
    return Strategy.objects.get(pk=strategy.pk)


def signed(strategy, speakers, *, may_publish=True):
    for code in CODES:
        signing.sign_strategy(strategy, by=speakers[code], body=of(code), may_publish=may_publish)
    return again(strategy)


def test_what_is_opened_is_frozen_and_each_party_is_asked(drafted, speakers):
    signing.open_for_signature(drafted, by=speakers["UY"])
    content = again(drafted).content
    (section,) = content["sections"]
    assert {language: said["text"] for language, said in section["texts"].items()} == {
        "es": "Compartir alertas.",
        "pt": "Compartilhar alertas.",
    }
    shown = read(content).sections[0]
    assert (str(shown.text), [one.text for one in shown.others]) == ("Compartir alertas.", ["Compartilhar alertas."])
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["focal@example.org", "py@example.org"]
    with pytest.raises(PermissionDenied):
        change_section(drafted.sections.get(), by=speakers["UY"], title=Texts({"es": "Otro"}))


def test_it_is_not_opened_before_it_is_ready(drafted, speakers):
    by, section = speakers["UY"], drafted.sections.get()
    add_section(drafted, by=by, title=Texts({"es": "Vacía"}))
    begun = section.versions.filter(language="es").get()
    propose_change(section, by=by, body=of(), language="es", text="Otra cosa.", base=begun)
    for text in ("Uno.", "Otro."):
        write_section(section, by=by, body=of(), language="es", text=text, base=begun)
    with pytest.raises(ValidationError) as refused:
        signing.open_for_signature(drafted, by=by)
    assert len(refused.value.messages) == 3
    assert again(drafted).content == {}
    alone = make_strategy(parties=[make_state()])
    with pytest.raises(ValidationError) as refused:
        signing.open_for_signature(alone, by=by)
    assert len(refused.value.messages) == 2


def test_it_is_published_when_the_last_signs_and_all_say_so(drafted, speakers):
    signing.open_for_signature(drafted, by=make_secretary())
    signing.sign_strategy(drafted, by=speakers["UY"], body=of(), may_publish=True)
    assert again(drafted).published_at is None
    signing.sign_strategy(drafted, by=speakers["PY"], body=of("PY"), may_publish=True)
    assert again(drafted).published_at is not None
    first, last = AuditEntry.objects.filter(action="sign_strategy").order_by("pk")
    assert (first.after["state"], "published_at" in first.after) == (of()[1], False)
    assert (last.after["state"], "published_at" in last.after) == (of("PY")[1], True)


def test_a_party_says_later_that_it_may_be_published_and_takes_it_back(drafted, speakers):
    signing.open_for_signature(drafted, by=speakers["UY"])
    signed(drafted, speakers, may_publish=False)
    assert again(drafted).published_at is None
    for code in CODES:
        signing.allow_publication(drafted, by=speakers[code], body=of(code))
    assert again(drafted).published_at is not None
    with pytest.raises(PermissionDenied):
        signing.withdraw_publication(drafted, by=speakers["UY"], body=of("PY"))
    signing.withdraw_publication(drafted, by=speakers["UY"], body=of())
    assert again(drafted).published_at is None
    assert all(party.signed_at for party in drafted.parties.all())
    signing.allow_publication(drafted, by=speakers["UY"], body=of())
    assert again(drafted).published_at is not None


def test_nobody_signs_for_another(drafted, speakers):
    signing.open_for_signature(drafted, by=speakers["UY"])
    for by in (speakers["UY"], make_secretary(), make_validator("v@example.org", "PY"), None):
        with pytest.raises(PermissionDenied):
            signing.sign_strategy(drafted, by=by, body=of("PY"), may_publish=True)
    assert not drafted.parties.exclude(signed_at=None).exists()


def test_reopening_ends_all_signatures_and_tells_those_who_had_signed(drafted, speakers):
    signing.open_for_signature(drafted, by=speakers["UY"])
    signing.sign_strategy(drafted, by=speakers["UY"], body=of(), may_publish=True)
    Mail.objects.all().delete()
    versions = sorted(drafted.sections.get().versions.values_list("pk", flat=True))
    reopened = signing.reopen_drafting(drafted, by=speakers["PY"])
    assert (reopened.content, reopened.opened_for_signature_at, reopened.published_at) == ({}, None, None)
    assert set(drafted.parties.values_list("signed_at", "may_publish")) == {(None, False)}
    assert list(Mail.objects.values_list("to", flat=True)) == ["focal@example.org"]
    entry = AuditEntry.objects.get(action="reopen_drafting")
    assert (entry.before["states"], entry.before["versions"]) == ([of()[1]], versions)


def test_a_signature_for_a_text_that_is_no_longer_there_is_refused(drafted, speakers):
    by = speakers["UY"]
    opened = signing.open_for_signature(drafted, by=by)
    seen = fingerprint(opened.content)
    signing.reopen_drafting(drafted, by=by)
    section = drafted.sections.get()
    base = section.versions.get(language="es")
    write_section(section, by=by, body=of(), language="es", text="Otra cosa.", base=base)
    for open_again in (False, True):
        if open_again:
            signing.open_for_signature(drafted, by=by)
        with pytest.raises(ValidationError):
            signing.sign_strategy(drafted, by=by, body=of(), may_publish=True, seen=seen)
    assert not drafted.parties.exclude(signed_at=None).exists()
    content = again(drafted).content
    signing.sign_strategy(drafted, by=by, body=of(), may_publish=True, seen=fingerprint(content))


STEPS = st.sampled_from(
    ["write", "aside", "propose", "accept", "decline", "drop", "open", "sign", "reopen", "withdraw"]
)
HISTORIES = st.lists(st.tuples(STEPS, st.sampled_from(CODES)), min_size=4, max_size=14)


def tried(step, code, strategy, by):
    """What the step does, where it may be done; the content that was signed, if it signed."""
    section = strategy.sections.order_by("pk").last()
    versions = list(section.versions.filter(language="es").order_by("pk"))
    counting = [one for one in versions if not one.proposed or one.accepted_at]
    said = {"by": by, "body": of(code), "language": "es", "text": f"{step} {len(versions)}"}
    proposal = next((one for one in versions if is_open(one)), None)
    match step:
        case "write":
            write_section(section, **said, base=counting[-1] if counting else None)
        case "aside":
            write_section(section, **said, base=counting[0] if counting else None)
        case "propose":
            propose_change(section, **said, base=counting[-1] if counting else None)
        case "accept" if proposal:
            accept_change(proposal, by=by)
        case "decline" if proposal:
            decline_change(proposal, by=by, why="No")
        case "drop":
            remove_section(section, by=by)
        case "open":
            signing.open_for_signature(strategy, by=by)
        case "sign":
            content = again(strategy).content
            seen = fingerprint(content)
            signing.sign_strategy(strategy, by=by, body=of(code), may_publish=True, seen=seen)
            return content
        case "reopen":
            signing.reopen_drafting(strategy, by=by)
        case "withdraw":
            signing.withdraw_publication(strategy, by=by, body=of(code))
    return None


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_no_history_leaves_a_signature_on_another_text(speakers, history):
    strategy = make_strategy()
    section = add_section(strategy, by=None, title=Texts({"es": "Única"}))
    write_section(section, by=None, body=of(), language="es", text="Al principio")
    promised = {}
    for step, code in history:
        before = set(section.versions.values_list("pk", "text"))
        try:
            content = tried(step, code, strategy, speakers[code])
        except (PermissionDenied, ValidationError):
            content = None
        if content:
            promised[of(code)] = content
        now = again(strategy)
        for party in now.parties.all():
            assert party.signed_at is None or promised[party.body] == now.content
        assert before <= set(section.versions.values_list("pk", "text")), "nothing that was written is lost"
        every = all(party.signed_at and party.may_publish for party in now.parties.all())
        assert (now.published_at is not None) == every
        assert bool(now.content) == (now.opened_for_signature_at is not None)
