import pytest

from enlace.accounts.actions import record
from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user

pytestmark = pytest.mark.django_db


def test_a_line_names_who_did_what_on_what_and_what_was_before():
    user = make_user()
    entry = record("rename", user, by=user, before={"name": "a"}, after={"name": "b"})
    assert (entry.by, entry.action, entry.subject_kind, entry.subject_id) == (
        user,
        "rename",
        "accounts.user",
        str(user.pk),
    )


def test_a_line_once_written_is_neither_changed_nor_deleted():
    entry = record("rename", make_user(), by=None)
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_a_follower_reads_on_from_where_it_stopped():
    first = record("one", make_user(), by=None)
    second = record("two", make_user("b@example.org"), by=None)
    assert list(AuditEntry.objects.after(first.pk).filter(action="two")) == [second]
    assert not AuditEntry.objects.after(AuditEntry.objects.order_by("id").last().pk).exists()
