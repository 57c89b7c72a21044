"""Receipts on paper: what stands on them, in which language, and that they come with their mail."""

import re
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from pypdfium2 import PdfDocument
from tests.test_backup_drill import free_port

from enlace.config.mailer import mailer_from_url
from enlace.core.clock import now
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.core.texts import Texts
from enlace.giving.models import Recipient
from enlace.giving.providers.face import GivenBack
from enlace.giving.receipts import attached
from enlace.giving.receipts.mail import post_receipt, post_refund_note
from enlace.giving.receipts.printed import receipt_name, receipt_pdf
from enlace.giving.settling.settling_actions import record_given_back
from enlace.giving.testing import (
    make_campaign,
    make_donor,
    make_gift,
    make_payment,
    make_receipt,
    make_recipient,
    make_refund,
    make_tax_text,
)

pytestmark = pytest.mark.django_db


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(content)).split())


def receipt_of(**gift):
    return make_receipt(payment=make_payment(gift=make_gift(**gift)))


def test_a_receipt_says_who_received_what_from_whom_and_when():
    make_recipient(address="Calle 1\nNueva York", tax_number="EIN 00-0000000", signed_by=Texts({"es": "Tesorería"}))
    make_tax_text(text=Texts({"es": "No se entregaron bienes a cambio."}))
    receipt = receipt_of(in_memory_of="La casa del barrio", campaign=make_campaign(), illustrative=True)
    words = words_of(receipt_pdf(receipt))
    told = ["Instituto de prueba", "Calle 1", "Estados Unidos", "EIN 00-0000000", receipt.shown_number]
    told += ["Oficina donante 1", "USD", "50,00", "La casa del barrio", "Campaña 1", "Tesorería"]
    assert not [one for one in [*told, "No se entregaron bienes a cambio."] if one not in words]


@pytest.mark.parametrize(("language", "amount"), [("es", "1.250"), ("en", "1,250"), ("pt", "1.250")])
def test_the_amount_is_written_as_its_language_writes_it_with_the_code_of_the_currency(language, amount):
    words = words_of(receipt_pdf(receipt_of(amount=1250, currency="CLP", language=language)))
    assert re.search(rf"{re.escape(amount)}(?![.,]\d)", words)
    assert "CLP" in words


@pytest.mark.parametrize("name", ["", "اسم المكتب", "Oficina 🌱 verde", "Oficina " + "muy larga " * 19, "W" * 200])
def test_any_name_fits_on_one_page(name):
    content = receipt_pdf(receipt_of(name=name))
    assert len(PdfDocument(content)) == 1


def test_it_can_be_read_aloud_and_is_always_the_same():
    receipt = receipt_of()
    content = receipt_pdf(receipt)
    assert b"pdfuaid" in content
    Recipient.objects.update(name="Otro nombre")
    receipt.payment.gift.name = "Otra oficina"
    assert receipt_pdf(receipt) == content


def test_a_receipt_in_a_language_that_the_network_has_no_more_is_printed_in_the_default_one():
    receipt = receipt_of(language="pt")
    receipt.language = "qu"
    assert receipt_name(receipt) == receipt_name(receipt_of(language="es")).replace("00002", "00001")
    assert receipt_pdf(receipt).startswith(b"%PDF")


class Postbox:
    """Takes a mail, and at first dies before it says so."""

    def __init__(self, dies: int) -> None:
        self.messages, self.dies = [], dies

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "451 try later" if len(self.messages) <= self.dies else "250 OK"


@pytest.fixture
def postbox(settings, tmp_path):
    box, port = Postbox(dies=1), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.MAILERS = {"default": mailer_from_url(f"smtp://127.0.0.1:{port}", tmp_path)}
    yield box
    server.stop()


def test_a_mail_that_the_server_lost_is_repeated_with_the_same_number_and_one_receipt(postbox):
    receipt = receipt_of()
    post_receipt(receipt, receipt.payment.gift)
    assert deliver_mail(now()) == 0
    Mail.objects.update(next_try_at=now())
    assert deliver_mail(now()) == 1
    first, second = postbox.messages
    assert first["Message-ID"] == second["Message-ID"]
    for message in (first, second):
        (part,) = message.iter_attachments()
        assert part.get_filename() == receipt_name(receipt)
        assert part.get_content() == receipt_pdf(receipt)


def test_while_the_typesetter_fails_the_mail_waits(postbox, monkeypatch, tmp_path):
    receipt = receipt_of()
    post_receipt(receipt, receipt.payment.gift)
    monkeypatch.setattr("enlace.giving.receipts.printed.TEMPLATE", tmp_path / "not-there.typ")
    assert deliver_mail(now()) == 0
    assert not postbox.messages
    assert Mail.objects.get(sent_at=None).to == receipt.payment.gift.donor.email


def test_what_others_attach_is_none_of_ours():
    assert attached.receipt_attachment("reports.annual:3") is None


def test_who_has_no_address_is_sent_nothing():
    receipt = receipt_of(donor=make_donor(email=""))
    post_receipt(receipt, receipt.payment.gift)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_what_is_given_back_is_told_once_beside_the_receipt(language):
    receipt = receipt_of(language=language)
    told = GivenBack("refund-1", 2000, now())
    for _again in range(3):
        record_given_back(receipt.payment, told)
    mail = Mail.objects.get()
    assert "20" in mail.subject
    assert receipt.shown_number in mail.text
    assert not mail.attaches


def test_a_refund_that_is_not_done_is_not_told():
    post_refund_note(make_refund(payment=receipt_of().payment))
    assert not Mail.objects.exists()
