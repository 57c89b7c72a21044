"""What is larger than any file that is taken is counted, thrown away and refused; the CMS looks at its own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from enlace.files.uploads import LARGEST_FILE, check_upload, refused


def sent(path: str, size: int):
    request = RequestFactory().post(path, {"file": SimpleUploadedFile("nota.pdf", b"%PDF-1.7\n" + bytes(size - 9))})
    return request.FILES["file"]


def test_a_file_of_the_largest_size_comes_in_whole():
    upload = sent("/es/", LARGEST_FILE)
    assert upload.size == LARGEST_FILE
    assert check_upload(upload) == "nota.pdf"


def test_one_byte_more_is_refused_without_its_content():
    upload = sent("/es/", LARGEST_FILE + 1)
    assert (upload.name, upload.size, upload.read()) == ("nota.pdf", LARGEST_FILE + 1, b"")
    with pytest.raises(type(refused("x"))) as error:
        check_upload(upload)
    assert "20" in error.value.message_dict["file"][0]


def test_the_cms_takes_larger_documents():
    assert len(sent("/cms/documents/add/", LARGEST_FILE + 1).read()) == LARGEST_FILE + 1
