"""`./enlace import-page`: one page, a folder, an export; twice; and everything that is no page."""

import io
import json
import os

import pytest
from django.core.management import call_command

from enlace.importer.models import ImportedPage, PageKey
from enlace.importer.testing import ENGLISH, SPANISH, bilingual_page, save_pages, saved_page
from enlace.importer.tests.reading_pages import SHARED, needs_shared_data
from enlace.website.models import NewsPage, SiteImage
from enlace.website.tests.articles import picture

pytestmark = pytest.mark.django_db
HOST = "https://old.example.org"


class Answer:
    """What the command wrote, and how it ended."""

    def __init__(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        self.code = 0
        try:
            call_command("import_page", *map(str, arguments), stdout=out, stderr=err)
        except SystemExit as end:
            self.code = end.code
        self.out, self.err = out.getvalue(), err.getvalue()

    @property
    def json(self):
        return json.loads(self.out)


def pages():
    return NewsPage.objects.filter(pk__in=ImportedPage.objects.values("page"))


@needs_shared_data
def test_the_real_page_becomes_an_english_and_a_spanish_article():
    told = Answer(SHARED / "pages" / "network-meeting-10th-anniversary.txt", "--json").json
    assert (told["languages"], told["date"], told["created"]) == (["en", "es"], "2023-05-28", True)
    assert {language: body["paragraphs"] for language, body in told["bodies"].items()} == {"en": 3, "es": 6}
    assert (told["title"][:27], told["bodies"]["es"]["title"]) == ("Latin American Network Meet", None)
    assert told["library_candidates"][0]["section"] == "SNCF Papers"
    assert len(told["library_candidates"]) == 1
    texts = " ".join(body["text"] for body in told["bodies"].values())
    assert not any(left in texts for left in ("No items found", "donation", "SNCF", "Related Stories", "Sheri"))


@needs_shared_data
def test_the_real_pages_quotations_stand_as_quotations_in_both_drafts():
    Answer(SHARED / "pages" / "network-meeting-10th-anniversary.txt")
    quotes = [block.value["text"] for page in pages() for block in page.body if block.block_type == "quote"]
    assert sorted(quote[:9] for quote in quotes) == ["After two", "Tras dos "]
    assert len({page.translation_key for page in pages()}) == 1


@needs_shared_data
def test_the_real_page_is_published_in_english_and_left_a_draft_in_spanish():
    told = Answer(SHARED / "pages" / "network-meeting-10th-anniversary.txt", "--json", "--publish").json
    assert told["published"] == ["en"]
    assert list(told["left_as_draft"]) == ["es"]
    assert [page.locale.language_code for page in pages() if page.live] == ["en"]


def test_json_tells_where_each_language_stands(tmp_path):
    (tmp_path / "page.html").write_bytes(bilingual_page(address=f"{HOST}/news/meeting"))
    told = Answer(tmp_path / "page.html", "--json").json
    assert told["source"] == f"{HOST}/news/meeting"
    assert told["pages"]["en"] == "/en/news/delegates-met-in-the-library/"
    assert told["pages"]["es"].startswith("/es/noticias/")
    assert told["state"] == {"en": "created", "es": "created"}


def test_in_words_it_says_what_is_missing_and_what_was_left_out(tmp_path):
    (tmp_path / "page.html").write_bytes(bilingual_page(inside="<nav><a href='/a'>About us</a></nav>"))
    answer = Answer(tmp_path / "page.html", "--publish")
    assert answer.code == 0
    assert "title missing" in answer.out
    assert "“[Falta el título]” has no title yet." in answer.out
    assert "left out (navigation): About us" in answer.out


def test_the_same_page_under_other_names_and_addresses_is_made_once(tmp_path):
    save_pages(
        tmp_path,
        a=bilingual_page(address=f"{HOST}/news/meeting"),
        b=bilingual_page(address="http://old.example.org/news/meeting/"),
        c=bilingual_page(address="https://new.example.net/posts/meeting-7"),
        d=bilingual_page(),
    )
    summary = Answer(tmp_path, "--json").json["summary"]
    assert summary == {"imported": 1, "updated": 0, "unchanged": 3, "failed": []}
    assert pages().count() == 2


def test_a_folder_is_read_to_its_end_whatever_fails(tmp_path):
    save_pages(tmp_path, b=bilingual_page(), z=saved_page(*ENGLISH, title="Another story of the year"))
    save_pages(tmp_path, a=b"", c=b"\x89PNG\r\n\x1a\n" + bytes(100))
    answer = Answer(tmp_path, "--json")
    summary = answer.json["summary"]
    assert answer.code == 1
    assert (summary["imported"], [one["source"] for one in summary["failed"]]) == (2, ["a.html", "c.html"])
    assert "empty" in summary["failed"][0]["reason"]


def test_a_folder_is_read_below_and_without_what_a_browser_saved_along(tmp_path):
    save_pages(tmp_path / "2019" / "may", story=saved_page(*ENGLISH))
    save_pages(tmp_path / "2019" / "may" / "story_files", frame=saved_page(*SPANISH, title="Un marco"))
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04")
    told = Answer(tmp_path, "--json").json
    assert [page["languages"] for page in told["pages"]] == [["en"]]
    assert told["summary"]["failed"] == []


def test_each_row_of_an_export_is_a_page(tmp_path):
    rows = ["Name,Slug,Body,Summary", f'One meeting,one-meeting,"{ENGLISH[0]} {ENGLISH[1]}",It met.', "Empty,empty,,"]
    (tmp_path / "export.csv").write_text("\n".join(rows), "utf-8")
    answer = Answer(tmp_path / "export.csv", "--json")
    assert answer.code == 1
    assert answer.json["summary"]["imported"] == 1
    assert answer.json["summary"]["failed"][0]["source"] == "export.csv:3"
    assert (pages().get().title, pages().get().summary) == ("One meeting", "It met.")


def test_pages_that_link_to_each_other_are_linked_here(tmp_path):
    link = f'<p>{ENGLISH[1]} <a href="{HOST}/news/second">The second meeting</a> followed.</p>'
    save_pages(
        tmp_path,
        a=saved_page(ENGLISH[0], title="The first meeting", address=f"{HOST}/news/first", inside=link),
        b=saved_page(*ENGLISH, "They ate.", title="The second meeting", address=f"{HOST}/news/second"),
    )
    told = Answer(tmp_path, "--json").json
    first, second = pages().get(title="The first meeting"), pages().get(title="The second meeting")
    held = first.get_latest_revision_as_object().body[0].value.source
    assert f'<a linktype="page" id="{second.pk}">The second meeting</a>' in held
    assert [page["links_to_check"] for page in told["pages"]] == [[], []]


def test_pictures_beside_the_page_come_with_it_once(tmp_path):
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "table.jpg").write_bytes(picture(kind="JPEG"))
    inside = '<img src="page_files/table.jpg" alt="A long table"><img src="https://cdn.example.org/x.jpg" alt="A door">'
    save_pages(tmp_path, page=bilingual_page(inside=f"<p>{ENGLISH[0]}</p>{inside}"))
    told = Answer(tmp_path / "page.html", "--json").json
    Answer(tmp_path / "page.html")
    assert [(one["state"], one["text"]) for one in told["pictures"]] == [
        ("taken", "A long table"),
        ("remote", "A door"),
    ]
    shown = [block.value for page in pages() for block in page.body if block.block_type == "picture"]
    assert [one["image"].contextual_alt_text for one in shown] == ["A long table"]
    assert SiteImage.objects.filter(title="table").count() == 1


@pytest.mark.parametrize("source", ["../secret.png", "..%2Fsecret.png", "/../secret.png", "link.png"])
def test_no_file_outside_the_folder_is_read(tmp_path, source):
    folder = save_pages(
        tmp_path / "pages", page=saved_page(*ENGLISH, inside=f"<p>{SPANISH[0]}</p><img src='{source}' alt='x'>")
    )
    (tmp_path / "secret.png").write_bytes(picture())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    assert [one["state"] for one in Answer(folder / "page.html", "--json").json["pictures"]] == ["missing"]
    assert not SiteImage.objects.filter(title__in=["secret", "link"]).exists()


@pytest.mark.parametrize(
    "content",
    [b"<script>alert(1)</script>", picture()[:60], b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"],
    ids=["a program", "a picture that breaks off", "a drawing with a program"],
)
@pytest.mark.parametrize("name", ["photo.jpg", "photo.svg"])
def test_a_file_that_is_no_image_is_refused_and_the_page_still_comes(tmp_path, content, name):
    save_pages(tmp_path, page=saved_page(*ENGLISH, inside=f"<p>{ENGLISH[0]}</p><img src='{name}' alt='x'>"))
    (tmp_path / name).write_bytes(content)
    answer = Answer(tmp_path / "page.html", "--json")
    assert (answer.code, [one["state"] for one in answer.json["pictures"]]) == (0, ["refused"])
    assert not SiteImage.objects.filter(title="photo").exists()


def test_a_picture_without_words_keeps_its_page_a_draft(tmp_path):
    save_pages(tmp_path, page=saved_page(*ENGLISH, inside=f"<p>{ENGLISH[0]}</p><img src='door.png'>"))
    (tmp_path / "door.png").write_bytes(picture())
    told = Answer(tmp_path / "page.html", "--json", "--publish").json
    assert told["published"] == []
    assert "no words yet" in told["left_as_draft"]["en"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.html", b"", "empty"),
        ("spaces.txt", b" \n\t\n", "empty"),
        ("picture.html", picture(), "PNG image"),
        ("archive.html", b"PK\x03\x04" + bytes(200), "ZIP"),
        ("noise.html", bytes(range(256)) * 40, "binary"),
        ("menu.html", b"<html><body><nav><a href='/'>Home</a><a href='/b'>About</a></nav></body></html>", "no article"),
        ("deep.html", b"<div>" * 60_000, "no article"),
        (
            "script.html",
            b"<html><body><script>let article = 'A long text that nobody reads.'</script></body>",
            "no article",
        ),
        ("export.csv", b"Name,Slug\nOne,one\n", "no column"),
        ("headings.csv", b"Name,Body\n", "no rows"),
        ("large.html", None, "50 MB"),
    ],
)
def test_what_is_no_page_gets_a_sentence_and_leaves_nothing(tmp_path, name, data, sentence):
    path = tmp_path / name
    if data is None:
        with path.open("wb") as large:
            large.truncate(50 * 1024 * 1024)
    else:
        path.write_bytes(data)
    answer = Answer(path)
    assert answer.code == 1
    assert sentence in answer.out + answer.err
    assert name in answer.err + answer.out
    assert "Traceback" not in answer.err
    assert not PageKey.objects.exists()


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_what_fails_is_said_on_the_error_output_alone(tmp_path, arguments):
    (tmp_path / "empty.html").write_bytes(b"")
    answer = Answer(tmp_path / "empty.html", *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("empty.html is empty.")


def test_a_path_that_leads_nowhere_a_folder_without_pages_and_a_device(tmp_path):
    (tmp_path / "notes.docx").write_bytes(b"PK\x03\x04")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "There is no file or folder" in Answer(tmp_path / "missing.html").err
    assert "holds no pages" in Answer(tmp_path).err
    assert "neither a file nor a folder" in Answer(pipe).err
    assert "cannot be read" in Answer("x" * 5000).err
    assert [Answer(path).code for path in (tmp_path / "missing.html", tmp_path, pipe)] == [1, 1, 1]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "page.html").write_bytes(bilingual_page())
    (tmp_path / "page.html").chmod(0)
    assert "Permission denied" in Answer(tmp_path / "page.html").err


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le"])
def test_the_encoding_is_found_whatever_the_page_declares(tmp_path, encoding):
    page = saved_page(*SPANISH, title="Una reunión en la biblioteca").decode().replace("utf-8", "iso-8859-15")
    (tmp_path / "page.html").write_bytes(page.encode(encoding))
    assert Answer(tmp_path / "page.html").code == 0
    assert pages().get().title == "Una reunión en la biblioteca"


def test_scripts_and_handlers_do_not_come_in(tmp_path):
    inside = (
        "<p onclick='steal()'>The <b onmouseover='x()'>first</b> words of it were written by the oldest delegate.</p>"
        "<script>steal()</script><p><a href='javascript:steal()'>A link</a> that was a program stays as words.</p>"
    )
    (tmp_path / "page.html").write_bytes(saved_page(*ENGLISH, inside=inside))
    Answer(tmp_path / "page.html")
    held = str(pages().get().body[0].value.source)
    assert "<b>first</b>" in held
    assert not any(bad in held for bad in ("steal", "onclick", "onmouseover", "javascript"))


def test_overwrite_is_asked_for_by_name(tmp_path):
    (tmp_path / "page.html").write_bytes(saved_page(*ENGLISH))
    Answer(tmp_path / "page.html")
    page = pages().get()
    page.title = "A better title"
    page.save_revision()
    kept = Answer(tmp_path / "page.html", "--json").json["kept"]
    assert "A person has changed it" in kept["en"]
    assert Answer(tmp_path / "page.html", "--json", "--overwrite").json["kept"] == {}
    assert pages().get().get_latest_revision_as_object().title == "Delegates met in the library"
