from io import BytesIO

import pytest

from enlace.core.models import Mail
from enlace.files.contents import fault_in
from enlace.files.models import Version
from enlace.network.demonstration.correspondence import make_demonstration_correspondence
from enlace.network.demonstration.loading import make_demonstration_network
from enlace.network.demonstration.pdf import one_page
from enlace.network.models import Circular, Nomination


@pytest.mark.django_db
def test_the_demonstration_has_letters_and_circulars_marked_as_illustrative_and_mails_nobody():
    make_demonstration_network()
    make_demonstration_correspondence()
    make_demonstration_correspondence()
    assert Nomination.objects.count() == 3
    assert Nomination.objects.waiting().get().state.code == "PA"
    assert Circular.objects.count() == 4
    assert not Nomination.objects.filter(illustrative=False).exists()
    assert not Circular.objects.filter(illustrative=False).exists()
    assert Version.objects.count() == 4
    assert not Mail.objects.exists()


def test_its_papers_are_pdf_and_their_words_break_out_of_nothing():
    page = one_page(["Nota (12) \\ São Tomé", "表"])
    assert fault_in("pdf", BytesIO(page)) is None
    assert b"(Nota \\(12\\) \\\\ S\xe3o Tom\xe9) Tj" in page
    assert b"(?) Tj" in page
    place = int(page.split(b"startxref\n")[1].split(b"\n")[0])
    assert page[place:].startswith(b"xref\n0 6\n")
