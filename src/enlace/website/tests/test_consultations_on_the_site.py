"""Priorities, their challenges and public consultations are found by search engines; what is for members is not."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from enlace.consultations.testing import make_challenge, make_consultation, make_priority

pytestmark = pytest.mark.django_db


def address_of(record):
    with override("pt"):
        return record.get_absolute_url()


def test_the_sitemap_names_what_everybody_reads_and_nothing_else(client):
    priority, asked = make_priority(), make_consultation(answered_by="public", voice_of="person")
    hidden = [make_challenge(), make_consultation(), make_consultation(answered_by="public", opened=False)]
    text = client.get("/sitemap.xml").text
    for record in (priority, priority.challenge, asked):
        assert f"{address_of(record)}<" in text
    assert not [record for record in hidden if f"{address_of(record)}<" in text]
    with override("pt"):
        assert f"{reverse('consultations:priorities')}<" in text


def test_the_sitemap_names_no_list_while_it_is_empty(client):
    text = client.get("/sitemap.xml").text
    assert "/priorities/" not in text
    assert "/consultations/" not in text
