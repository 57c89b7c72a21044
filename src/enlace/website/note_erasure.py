"""Names in the notes that editors write beside pages, and in the CMS's log of them.

What the pages themselves say, now and in earlier versions, is the site's: editors change it.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision, TaskState
from wagtail.models.pages import COMMENTS_RELATION_NAME

from enlace.core.erased_words import without
from enlace.network.erasure import words_of
from enlace.network.models import Person

NOTED = Q(action__startswith="wagtail.comments") | Q(action__startswith="wagtail.workflow")


def erase_from_notes(person: Person) -> None:
    words = words_of(person)
    for model, name in ((Comment, "text"), (CommentReply, "text"), (TaskState, "comment")):
        for pk, text in model.objects.exclude(**{name: ""}).values_list("pk", name):
            if (left := without(text, words)) != text:
                model.objects.filter(pk=pk).update(**{name: left})
    for log in (PageLogEntry, ModelLogEntry):
        for pk, data in log.objects.filter(NOTED).values_list("pk", "data"):
            if (left := _without(data, words)) != data:
                log.objects.filter(pk=pk).update(data=left)
    _erase_from_revisions(words)


def _erase_from_revisions(words: Sequence[str]) -> None:
    """A version of a page keeps the comments that stood beside it."""
    commented = Revision.objects.filter(**{f"content__{COMMENTS_RELATION_NAME}__0__isnull": False})
    for pk, content in commented.values_list("pk", "content").iterator():
        notes = content[COMMENTS_RELATION_NAME]
        if (left := _without(notes, words)) != notes:
            Revision.objects.filter(pk=pk).update(content=content | {COMMENTS_RELATION_NAME: left})


def _without(value: Any, words: Sequence[str]) -> Any:
    if isinstance(value, str):
        return without(value, words)
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    return {key: _without(one, words) for key, one in value.items()} if isinstance(value, dict) else value
