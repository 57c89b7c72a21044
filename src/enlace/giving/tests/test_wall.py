"""The wall round donors: no table leads from them to states, consultations or people of the network, nor back."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

from enlace.accounts.actions import record
from enlace.giving.models import Donor, Gift, Payment, Receipt, Reconciliation, Refund
from enlace.giving.testing import make_comptroller, make_receipt, make_reconciliation, make_refund, make_treasurer
from enlace.network.audit import told_to
from enlace.network.testing import fresh, make_cast

GIVING = Path(__file__).parents[1]
MODELS = (Donor, Gift, Payment, Receipt, Refund, Reconciliation)
AT_ENTRY = {"policy_facts.py"}
"""The policy of gifts compares at entry with the directory, and keeps its outcome alone."""


def test_no_key_leads_from_giving_to_the_network_but_to_the_accounts_of_the_treasury():
    keys = [
        field
        for model in apps.get_app_config("giving").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
    ]
    apps_led_to = {(field.related_model._meta.label) for field in keys}
    assert {label for label in apps_led_to if not label.startswith("giving.")} == {"accounts.User"}


def test_no_other_app_keeps_anything_of_giving():
    keys = [
        field
        for model in apps.get_models()
        if model._meta.app_label != "giving"
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField) and not isinstance(field.related_model, str)
    ]
    assert not [field for field in keys if field.related_model._meta.app_label == "giving"]


def test_giving_asks_nothing_of_consultations_meetings_or_commitments():
    asked = [
        (path.name, node.module, {one.name for one in node.names})
        for path in GIVING.rglob("*.py")
        if not {"tests", "demonstration"} & set(path.parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    beyond = ("enlace.consultations", "enlace.meetings", "enlace.commitments", "enlace.mechanisms")
    assert not [one for one in asked if one[1].startswith(beyond)]
    directory = {name: names for name, module, names in asked if module == "enlace.network.models"}
    assert {name for name, names in directory.items() if names - {"State"}} <= AT_ENTRY


@pytest.mark.django_db
def test_the_treasury_alone_sees_donors_and_gifts():
    cast = make_cast()
    make_refund(payment=make_receipt().payment)
    make_reconciliation()
    for name in cast.__dataclass_fields__:
        user = fresh(getattr(cast, name))
        assert [model.__name__ for model in MODELS if model.objects.visible_to(user).exists()] == [], name
    assert not any(model.objects.visible_to(AnonymousUser()).exists() for model in MODELS)
    for user in (fresh(make_comptroller()), fresh(make_treasurer("second-treasurer@example.org"))):
        assert all(model.objects.visible_to(user).exists() for model in MODELS)


@pytest.mark.django_db
def test_the_audit_log_of_others_has_no_line_about_gifts():
    cast = make_cast()
    gift = make_receipt().payment.gift
    record("begin_gift", gift, by=None)
    for user in (cast.secretary, cast.administrator):
        assert not told_to(fresh(user)).filter(subject_kind="giving.gift").exists()
    assert told_to(fresh(make_treasurer())).filter(subject_kind="giving.gift").exists()
