"""The photos of a meeting: made anew without what the camera wrote, in order, seen by whom the meeting is."""

from contextlib import suppress
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.files.actions import add_version
from enlace.files.models import File, Version
from enlace.files.queries import files_of
from enlace.meetings.editions.photo_actions import MOST_PHOTOS, add_photo, change_photo, move_photo, remove_photo
from enlace.meetings.editions.pictures import LONGEST_SIDE, bare_picture
from enlace.meetings.models import Photo
from enlace.meetings.testing import make_meeting, make_photo
from enlace.network.testing import fresh, make_focal_point, make_host, make_secretary

pytestmark = pytest.mark.django_db
WORDS = {"es": "La sala durante la apertura"}


def picture(kind="JPEG", size=(40, 30), name="", mode="RGB", **options):
    made = BytesIO()
    Image.new(mode, size, "navy").save(made, kind, **options)
    return SimpleUploadedFile(name or f"foto.{kind.lower()}", made.getvalue())


def with_place():
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Cámara de la delegada", 6
    exif.get_ifd(0x8825)[2] = (19.0, 25.0, 42.0)
    return picture(exif=exif, size=(40, 30))


def content_of(photo):
    with Version.objects.get(file__in=files_of(photo)).content.open() as file:
        return file.read()


def test_a_photo_is_kept_without_what_the_camera_wrote_and_stands_upright(transactional_db):
    photo = add_photo(make_meeting(), with_place(), by=make_secretary(), description=WORDS, credit=" Cancillería ")
    kept = content_of(photo)
    with Image.open(BytesIO(kept)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (30, 40), {})
    assert b"delegada" not in kept
    assert photo.credit == "Cancillería"


@pytest.mark.parametrize(
    "upload",
    [
        lambda: picture("PNG", (3000, 1000)),
        lambda: picture("WEBP", (3000, 1000)),
        lambda: picture("JPEG", (3000, 1000), mode="CMYK"),
        lambda: picture("JPEG", (3000, 1000), mode="L"),
        lambda: picture("PNG", (3000, 1000), mode="RGBA"),
        lambda: picture("PNG", (3000, 1000), mode="P"),
    ],
    ids=["png", "webp", "cmyk", "grey", "clear", "palette"],
)
def test_every_picture_becomes_a_jpeg_no_longer_than_a_screen(upload):
    with Image.open(bare_picture(upload())) as shown:
        assert (shown.format, shown.mode) == ("JPEG", "RGB")
        assert max(shown.size) == LONGEST_SIDE


def test_the_colours_of_a_profile_are_kept_and_a_broken_profile_does_no_harm():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (profile, b"no profile at all"):
        with Image.open(bare_picture(picture(icc_profile=icc))) as shown:
            red, green, blue = shown.getpixel((5, 5))
            assert (red < 10, green < 10, abs(blue - 128) < 10) == (True, True, True)
            assert "icc_profile" not in shown.info


def test_small_pictures_are_not_made_larger():
    with Image.open(bare_picture(picture(size=(40, 30)))) as shown:
        assert shown.size == (40, 30)


@pytest.mark.parametrize(
    "upload",
    [
        lambda: SimpleUploadedFile("foto.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        lambda: SimpleUploadedFile("acta.pdf", b"%PDF-1.7"),
        lambda: SimpleUploadedFile("foto.jpg", b"<html>"),
        lambda: SimpleUploadedFile("foto.jpg", b""),
        lambda: picture("PNG", name="foto.jpg"),
        lambda: picture("GIF"),
        lambda: SimpleUploadedFile("foto.jpg", picture(size=(400, 300)).read()[:400]),
        lambda: picture("PNG", (9000, 9000), mode="1"),
        lambda: picture(name="..foto.jpg"),
        lambda: SimpleUploadedFile("foto", b"x"),
    ],
    ids=["svg", "pdf", "html", "empty", "misnamed", "gif", "cut", "huge", "dots", "bare"],
)
def test_what_is_no_picture_gets_a_sentence_and_no_photo(upload):
    with pytest.raises(ValidationError) as refused:
        bare_picture(upload())
    assert [len(sentences) for sentences in refused.value.message_dict.values()] == [1]
    assert list(refused.value.message_dict) == ["file"]


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 600))
def test_a_damaged_picture_is_refused_or_shown_and_never_more(noise, place):
    whole = picture(size=(60, 60)).read()
    spoilt = whole[:place] + noise + whole[place + len(noise) :]
    with suppress(ValidationError), Image.open(bare_picture(SimpleUploadedFile("foto.jpg", spoilt))) as shown:
        assert shown.format == "JPEG"


def test_a_photo_says_what_it_shows_or_is_not_kept(transactional_db):
    with pytest.raises(ValidationError) as refused:
        add_photo(make_meeting(), picture(), by=None, description={})
    assert list(refused.value.message_dict) == ["description"]
    assert not Photo.objects.exists()
    assert not File.objects.exists()


def test_a_refused_picture_leaves_no_photo_behind(transactional_db):
    with pytest.raises(ValidationError):
        add_photo(make_meeting(), SimpleUploadedFile("foto.jpg", b"no"), by=None, description=WORDS)
    assert not Photo.objects.exists()


def test_the_host_adds_photos_until_the_last_day_and_nobody_else_does(transactional_db):
    meeting = make_meeting(begins_on=today() - timedelta(days=1))
    add_photo(meeting, picture(), by=make_host(), description=WORDS)
    over = make_meeting(begins_on=today() - timedelta(days=2))
    for user, one in ((make_host("host2@example.org"), over), (make_focal_point(), meeting)):
        with pytest.raises(PermissionDenied):
            add_photo(one, picture(), by=user, description=WORDS)


def test_no_other_file_takes_the_place_of_the_picture(transactional_db):
    secretary = make_secretary()
    photo = add_photo(make_meeting(), picture(), by=secretary, description=WORDS)
    with pytest.raises(PermissionDenied):
        add_version(files_of(photo).get(), with_place(), by=secretary)


def test_a_meeting_has_so_many_photos_and_no_more(transactional_db):
    meeting = make_meeting()
    Photo.objects.bulk_create(Photo(meeting=meeting, description=WORDS) for _ in range(MOST_PHOTOS))
    with pytest.raises(ValidationError) as refused:
        add_photo(meeting, picture(), by=None, description=WORDS)
    assert str(MOST_PHOTOS) in refused.value.message_dict["file"][0]


def test_the_words_are_changed_and_the_log_holds_none_of_them():
    photo = make_photo()
    change_photo(photo, by=make_secretary(), description={"es": "Otra", "pt": "Outra"}, credit="Cancillería")
    line = AuditEntry.objects.get(action="change_photo")
    assert (line.before, line.after["languages"]) == ({"languages": ["es"]}, ["es", "pt"])
    assert "Otra" not in str(line.after)


def test_photos_move_by_one_and_the_ends_stay():
    meeting = make_meeting()
    first, second, third = (make_photo(meeting=meeting) for _ in range(3))
    move_photo(third, by=None, earlier=True)
    move_photo(first, by=None, earlier=True)
    assert list(meeting.photos.all()) == [first, third, second]
    move_photo(first, by=None, earlier=False)
    assert list(meeting.photos.all()) == [third, first, second]


def test_a_removed_photo_takes_its_picture_along(transactional_db):
    photo = add_photo(make_meeting(), picture(), by=None, description=WORDS)
    remove_photo(photo, by=make_secretary())
    assert not Photo.objects.exists()
    assert not Version.objects.kept().exists()
    assert AuditEntry.objects.filter(action="remove_photo").exists()


def test_a_public_photo_may_be_kept_and_is_known_again(transactional_db, client):
    photo = add_photo(make_meeting(audience="public"), picture(), by=None, description=WORDS)
    address = reverse("meetings:photo_file", args=[photo.pk])
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"].startswith("public")
    assert "inline" in answer.get("Content-Disposition", "inline")
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_a_photo_of_the_members_is_theirs_and_kept_by_nobody(transactional_db, client):
    photo = add_photo(make_meeting(), picture(), by=None, description=WORDS)
    address = reverse("meetings:photo_file", args=[photo.pk])
    assert client.get(address).status_code == 404
    client.force_login(make_focal_point())
    assert client.get(address)["Cache-Control"] == "private, no-store"


def test_a_photo_without_a_picture_is_not_there(client):
    meeting = make_meeting(audience="public")
    photo = make_photo(meeting=meeting)
    assert client.get(reverse("meetings:photo_file", args=[photo.pk])).status_code == 404
    assert "<figure" not in client.get(meeting.get_absolute_url()).text


def test_the_secretariat_adds_describes_orders_and_removes_on_the_pages(transactional_db, client):
    meeting = make_meeting()
    client.force_login(make_secretary())
    add = reverse("meetings:add_photo", args=[meeting.pk])
    for name in ("Uno", "Dos"):
        assert client.post(add, {"file": picture(), "description_es": name}).status_code == 302
    one, two = meeting.photos.all()
    client.post(reverse("meetings:move_photo", args=[two.pk]), {"earlier": ""})
    client.post(reverse("meetings:edit_photo", args=[one.pk]), {"description_es": "Uno, otra vez", "credit": "SRE"})
    text = client.get(reverse("meetings:photos", args=[meeting.pk])).text
    assert -1 < text.find("Dos") < text.find("Uno, otra vez")
    client.post(reverse("meetings:remove_photo", args=[two.pk]))
    assert [str(photo) for photo in meeting.photos.all()] == ["Uno, otra vez"]


def test_a_page_of_photos_says_what_is_wrong_with_a_file(client):
    client.force_login(make_secretary())
    add = reverse("meetings:add_photo", args=[make_meeting().pk])
    text = client.post(add, {"file": SimpleUploadedFile("acta.pdf", b"%PDF-"), "description_es": "Acta"}).text
    assert 'class="wrong"' in text


def test_pages_of_photos_are_closed_to_members(client):
    meeting = make_meeting()
    client.force_login(fresh(make_focal_point()))
    assert client.get(reverse("meetings:photos", args=[meeting.pk])).status_code == 403
    assert client.get(reverse("meetings:edit_photo", args=[make_photo(meeting=meeting).pk])).status_code == 403
