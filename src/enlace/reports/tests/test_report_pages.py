"""The pages of reports: drafted, written, reviewed, frozen, published, read."""

import json
from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from enlace.commitments.testing import make_commitment
from enlace.core.texts import Texts
from enlace.library.testing import make_collection
from enlace.meetings.models import Meeting
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_focal_point, make_observer, make_state
from enlace.reports.models import Report, ReportEdition
from enlace.reports.testing import make_report, make_report_edition, make_report_section, make_section_photo
from enlace.website.testing import make_secretary, make_site_image

pytestmark = pytest.mark.django_db


def tree(response, status=200):
    assert response.status_code == status, response.content[:2000]
    return html.fromstring(response.content)


def address(name, *args):
    return reverse(f"reports:{name}", args=args)


@pytest.fixture
def secretary(client):
    client.force_login(make_secretary())
    return client


def test_a_secretary_begins_plans_freezes_and_publishes(secretary):
    make_state("UY")
    make_commitment()
    (newest, *_others) = tree(secretary.get(address("begin_report"))).xpath("//option/@value")
    secretary.post(address("begin_report"), {"subject": newest})
    report = Report.objects.get()
    page = tree(secretary.get(address("draft", report.pk)))
    first = report.sections.first()
    assert page.xpath(f"//a[contains(@href, '/cms/reports/sections/{first.pk}/')]")
    secretary.post(address("move_report_section", first.pk), {"way": "down"})
    assert report.sections.first() != first
    secretary.post(address("leave_out_report_section", first.pk))
    assert tree(secretary.get(address("draft", report.pk))).xpath(
        f"//form[contains(@action, 'sections/{first.pk}/put')]"
    )
    shown = tree(secretary.get(address("freeze_report", report.pk)))
    assert shown.xpath("//input[@name='languages' and @checked]/@value") == ["es", "en", "pt"]
    form = {"languages": ["es", "en", "pt"], "borrowing": "on"}
    answer = secretary.post(address("freeze_report", report.pk), form)
    edition = ReportEdition.objects.get()
    assert answer.headers["Location"] == address("edition", report.pk, 1)
    assert tree(secretary.get(answer.headers["Location"])).xpath("//a[contains(@href, '/publish/')]")
    collection = make_collection()
    secretary.post(address("publish_edition", report.pk, 1), {"collection": collection.pk, "news": "on"})
    edition.refresh_from_db()
    assert edition.published_at


def test_everybody_reads_a_public_edition_its_data_and_its_files(client):
    make_state("UY")
    make_commitment(title=Texts({"es": "Registro de armas"}))
    report = make_report(subject=2026)
    edition = make_report_edition(report=report, languages=["es", "pt"], borrowing=True)
    page = tree(client.get(address("report", report.pk)))
    text = edition.texts.get(language="es")
    assert page.xpath(f"//a[@href='{text.pdf.get_absolute_url()}']")
    assert client.get(text.pdf.get_absolute_url()).status_code == 200
    (kept,) = page.xpath("//ol//li/a[contains(@href, '/records/commitments/')]/@href")
    assert "Registro de armas" in tree(client.get(kept.removeprefix("http://testserver"))).text_content()
    data = client.get(address("edition_file", report.pk, 1, "es", "json")).json()
    assert data["figures"] == text.document().figures
    assert b"<html" in client.get(address("edition_file", report.pk, 1, "pt", "html")).content
    rows = client.get(address("records_file", report.pk, 1, "figures")).content.decode("utf-8-sig").splitlines()
    assert rows[0] == "figure,value"
    assert len(rows) == 1 + len(data["figures"])
    for path in ("records/nothing/", "records/nothing.csv", "report-en.json", "report-es.txt"):
        assert client.get(f"{address('edition', report.pk, 1)}{path}").status_code == 404
    assert str(report.get_absolute_url()) in client.get(address("reports")).content.decode()
    assert report.get_absolute_url() in client.get("/sitemap.xml").content.decode()


def test_a_reader_of_a_language_that_an_edition_lacks_is_told_which_it_is_in(client):
    edition = make_report_edition()
    page = tree(client.get(f"/en/reports/{edition.report_id}/"))
    assert page.xpath("//p[@class='fallback']")
    assert page.xpath("//div[@lang='es']//h2")


def test_drafts_and_frozen_editions_are_the_secretariats(client):
    edition = make_report_edition(published=False)
    report, section = edition.report, edition.report.sections.first()
    hidden = [
        *(address(name, report.pk) for name in ("report", "draft", "review", "remove_report", "freeze_report")),
        address("preview", report.pk, "es"),
        address("draft_file", report.pk, "es", "pdf"),
        address("edition", report.pk, 1),
        address("edition_file", report.pk, 1, "es", "json"),
        address("records", report.pk, 1, "members"),
        address("remove_report_section", section.pk),
        edition.texts.get().pdf.get_absolute_url(),
    ]
    for reader in (make_focal_point(), make_observer()):
        client.force_login(reader)
        for path in hidden:
            assert client.get(path).status_code in (403, 404), path
    client.logout()
    for path in hidden:
        assert client.get(path).status_code in (302, 404), path


def test_states_read_a_draft_under_review_and_make_remarks_that_others_do_not_read(client):
    report = make_report(reviewed=True)
    client.force_login(make_focal_point())
    assert tree(client.get(address("review", report.pk))).xpath("//textarea[@name='text']")
    assert client.get(address("preview", report.pk, "pt")).status_code == 200
    assert client.get(address("draft_file", report.pk, "es", "json")).json()["mark"]
    state = make_state().pk
    client.post(address("review", report.pk), {"state": state, "section": "", "text": "Falta el registro."})
    answer = client.post(address("review", report.pk), {"state": state, "section": "", "text": " "})
    assert tree(answer).xpath("//p[@class='wrong']")
    remark = report.remarks.get()
    client.force_login(make_focal_point("other@example.org", "PY"))
    assert "Falta el registro" not in client.get(address("review", report.pk)).content.decode()
    assert client.post(address("settle_remark", remark.pk)).status_code == 404
    assert client.get(address("freeze_report", report.pk)).status_code == 403
    client.force_login(make_secretary())
    assert "Falta el registro" in client.get(address("review", report.pk)).content.decode()
    client.post(address("settle_remark", remark.pk))
    client.post(address("end_review", report.pk))
    remark.refresh_from_db()
    assert remark.settled_at
    client.force_login(make_focal_point("third@example.org", "CL"))
    assert client.get(address("review", report.pk)).status_code == 404


def test_a_section_is_written_in_the_cms_in_every_language_and_previewed_before_it_is_saved(secretary):
    section = make_report_section(name="composition")
    image = make_site_image(size=(60, 40), credit="Cancillería")
    where = reverse("reports_cms:write_report_section", args=[section.pk])
    page = tree(secretary.get(where))
    assert len(page.xpath("//input[starts-with(@name, 'text_')] | //textarea[starts-with(@name, 'text_')]")) == 3
    form = {
        "revision": section.revision,
        "text_es": json.dumps(content_state("Nuevas palabras.")),
        "text_en": json.dumps(content_state("New words.")),
        "text_pt": json.dumps(content_state("Novas palavras.")),
        "photos-TOTAL_FORMS": 1,
        "photos-INITIAL_FORMS": 0,
        "photos-0-image": image.pk,
        "photos-0-alternative_es": "Una sala",
    }
    preview = secretary.post(reverse("reports_cms:preview_section", args=[section.pk, "en"]), form)
    shown = tree(preview)
    assert "New words." in shown.text_content()
    assert shown.xpath("//img[@alt='Una sala']")
    assert "propias" in str(type(section).objects.get(pk=section.pk).texts)
    secretary.post(where, form)
    section.refresh_from_db()
    assert "Nuevas palabras." in section.texts["es"]
    assert section.photos.get().image == image
    again = tree(secretary.post(where, form | {"text_es": json.dumps(content_state("Otra vez."))}))
    assert again.xpath("//*[@role='alert']")
    section.refresh_from_db()
    assert "Otra vez" not in section.texts["es"]


def content_state(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return {"blocks": [block], "entityMap": {}}


def test_who_may_not_enter_the_cms_does_not_write(client):
    section = make_report_section()
    client.force_login(make_focal_point())
    assert client.get(reverse("reports_cms:write_report_section", args=[section.pk])).status_code in (302, 403)


def test_many_reports_take_as_many_queries_as_few(client, django_assert_max_num_queries):
    for year in range(2015, 2023):
        make_report_edition(report=make_report(subject=year))
    client.get(address("reports"))
    with django_assert_max_num_queries(14):
        client.get(address("reports"))


def test_the_draft_with_photos_is_previewed_in_a_constant_number_of_queries(secretary, django_assert_max_num_queries):
    report = make_section_photo().section.report
    secretary.get(address("preview", report.pk, "es"))
    with django_assert_max_num_queries(70):
        secretary.get(address("preview", report.pk, "es"))


def test_a_meeting_that_was_hidden_meanwhile_is_not_drawn_and_why_is_said(secretary):
    meeting = make_meeting(audience="public", begins_on=date(2022, 10, 26), ends_on=date(2022, 10, 27))
    report = make_report(kind="meeting", subject=meeting)
    assert secretary.get(address("preview", report.pk, "es")).status_code == 200
    Meeting.objects.update(audience="members")
    for path in (address("preview", report.pk, "es"), address("freeze_report", report.pk)):
        assert "ya no es público" in tree(secretary.get(path), 403).text_content()
    assert secretary.get(address("draft", report.pk)).status_code == 200
