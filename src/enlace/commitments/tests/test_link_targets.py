import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.commitments.exchange.sdg_targets import add_sdg_targets
from enlace.commitments.exchange.target_actions import add_target, link_target, remove_target, unlink_target
from enlace.commitments.models import Target
from enlace.commitments.testing import make_commitment, make_target
from enlace.core.texts import Texts
from enlace.network.testing import make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db


def test_the_sdg_targets_of_prevention_are_there_from_the_beginning_in_every_language():
    target = Target.objects.get(framework="sdg", code="16.3")
    assert set(target.label) == {"es", "en", "pt"}
    assert target.link == "https://sdgs.un.org/goals/goal16"
    target.label = Texts({"es": "Otras palabras"})
    target.save()
    count = Target.objects.count()
    add_sdg_targets()
    assert (Target.objects.count(), Target.objects.get(pk=target.pk).label) == (count, {"es": "Otras palabras"})


def test_one_action_serves_several_frameworks(client, django_assert_max_num_queries):
    commitment, focal_point = make_commitment(), make_focal_point()
    sdg, upr = Target.objects.get(code="16.3"), make_target(framework="upr", code="128.45", state=make_state())
    for target in (sdg, upr, sdg):
        link_target(commitment, target, by=focal_point)
    assert AuditEntry.objects.filter(action="link_target").count() == 2
    for number in range(8):
        make_commitment(audience="members").targets.add(sdg, make_target(code=f"x{number}"))
    with django_assert_max_num_queries(20):
        page = client.get(f"/es/commitments/targets/{sdg.pk}/").content.decode()
    assert "128.45" in page
    assert page.count("Formar a jueces") == 1
    with django_assert_max_num_queries(20):
        groups = client.get("/es/commitments/targets/").context["groups"]
    assert {one.target: one.count for group in groups for one in group.served}[sdg] == 1
    codes = [one.target.code for one in groups[0].served]
    assert codes.index("16.2") < codes.index("16.10") < codes.index("16.a")


def test_who_speaks_for_a_party_chooses_on_a_page(client):
    commitment, sdg = make_commitment(), Target.objects.get(code="16.3")
    make_target(framework="upr", code="9.9", state=make_state("PY"))
    commitment.targets.add(make_target(code="T-1"))
    client.force_login(make_focal_point())
    address = f"/es/commitments/{commitment.pk}/targets/"
    assert "9.9" not in client.get(address).content.decode()
    assert client.post(address, {"targets": [sdg.pk]}).status_code == 302
    assert list(commitment.targets.all()) == [sdg]
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert client.get(address).status_code == 403


def test_the_secretariat_keeps_the_list(client):
    secretary = make_secretary()
    client.force_login(secretary)
    fields = {"framework": "upr", "code": "128.45", "label_es": "Formar a jueces", "link": ""}
    answer = client.post("/es/commitments/targets/add/", fields)
    assert answer.context["form"].errors["state"]
    address = client.post("/es/commitments/targets/add/", fields | {"state": make_state().pk}).url
    assert "128.45" in client.get(address).content.decode()
    assert client.post(f"{address}edit/", fields | {"state": make_state().pk, "code": "128.46"}).status_code == 302
    assert client.post(f"{address}remove/").status_code == 302
    assert not Target.objects.filter(framework="upr").exists()


def test_what_is_refused():
    secretary, commitment, target = make_secretary(), make_commitment(), make_target(framework="other", code="X")
    with pytest.raises(ValidationError) as refused:
        add_target(by=secretary, framework="other", code=" X ", label=Texts({"es": "Otra"}), state=None, link="")
    assert "code" in refused.value.error_dict
    link_target(commitment, target, by=secretary)
    with pytest.raises(PermissionDenied):
        remove_target(target, by=secretary)
    with pytest.raises(PermissionDenied):
        unlink_target(commitment, target, by=make_focal_point("py@example.org", "PY"))
