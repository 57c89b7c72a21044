import pytest

from enlace.commitments.models import SectionComment, SectionVersion
from enlace.commitments.strategies.privacy import comments_of, erase_from_sections
from enlace.commitments.testing import make_section_comment, make_section_version
from enlace.core.registry import registered
from enlace.network.testing import make_focal_point

pytestmark = pytest.mark.django_db


def test_erasing_a_person_takes_their_name_out_of_comments_and_reasons_and_leaves_texts():
    user = make_focal_point()
    user.person.name = "Ana Suárez Prueba"
    user.person.save()
    comment = make_section_comment(by=user, text="Firmado: Ana Suárez Prueba")
    make_section_version(proposed=True, why="Lo pidió Ana Suárez Prueba", text="Cada mes.")
    make_section_version(proposed=True, declined_why="Así lo ve Ana Suárez Prueba")
    assert [one.value for one in comments_of(user.person)] == [comment.text]
    assert {erase_from_sections, comments_of} <= {*registered("erase"), *registered("held")}
    erase_from_sections(user.person)
    assert not SectionComment.objects.filter(text__contains="Ana").exists()
    assert not SectionVersion.objects.filter(why__contains="Ana").exists()
    assert not SectionVersion.objects.filter(declined_why__contains="Ana").exists()
    assert SectionVersion.objects.filter(text="Cada mes.").exists()
