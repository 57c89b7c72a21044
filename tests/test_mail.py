"""Mail as it goes out: by a real SMTP server on this machine, and by files where none is named."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import ImproperlyConfigured

from enlace.accounts.testing import make_user
from enlace.config.mailer import mailer_from_url
from tests.test_backup_drill import free_port

pytestmark = pytest.mark.django_db


class Postbox:
    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def postbox():
    box = Postbox()
    box.port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    yield box
    server.stop()


def test_a_reset_reaches_its_owner_by_smtp_in_their_language(client, settings, tmp_path, postbox):
    settings.MAILERS = {"default": mailer_from_url(f"smtp://127.0.0.1:{postbox.port}", tmp_path)}
    make_user("oficina@example.org", language="pt")
    client.post("/en/accounts/password/reset/", {"email": "oficina@example.org"})
    (envelope,) = postbox.envelopes
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert envelope.rcpt_tos == ["oficina@example.org"]
    assert "senha" in message["Subject"]
    assert "/pt/accounts/password/reset/key/" in message.get_body(["plain"]).get_content()


def test_without_a_server_mail_is_laid_in_the_data_folder(client, settings, tmp_path):
    settings.MAILERS = {"default": mailer_from_url("", tmp_path)}
    make_user("oficina@example.org")
    client.post("/es/accounts/password/reset/", {"email": "oficina@example.org"})
    (file,) = (tmp_path / "mail").iterdir()
    assert "oficina@example.org" in file.read_text()


@pytest.mark.parametrize("url", ["mail.example.org", "ftp://mail.example.org", "smtp://"])
def test_an_address_of_no_mail_server_is_refused_with_the_form_it_should_have(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"smtp\+tls://user:password@host:port"):
        mailer_from_url(url, tmp_path)


def test_the_ways_to_speak_to_a_server(tmp_path):
    tls = mailer_from_url("smtp+tls://office%40x.org:p%40ss@mail.example.org", tmp_path)["OPTIONS"]
    assert (tls["port"], tls["use_tls"], tls["username"], tls["password"]) == (587, True, "office@x.org", "p@ss")
    assert mailer_from_url("smtps://mail.example.org", tmp_path)["OPTIONS"]["port"] == 465
