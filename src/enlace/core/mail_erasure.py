"""What mail still holds of somebody: what waits to be sent, and the files that stand for sending without a server."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.db import transaction

from enlace.core.erased_words import mentions, without
from enlace.core.models import Mail

BETWEEN = b"\n" + b"-" * 79 + b"\n"
"""What Django writes after each mail of a file."""


def erase_from_mail(addresses: Iterable[str], words: Sequence[str]) -> None:
    """What waits for `addresses` is not sent; in what waits for others, `words` are taken out. Files that name them go.

    Call it in a transaction: the files go when it is committed.
    """
    for address in addresses:
        Mail.objects.filter(to__iexact=address).exclude(to="").delete()
    for mail in Mail.objects.filter(sent_at=None):
        subject, text = without(mail.subject, words), without(mail.text, words)
        if (subject, text) != (mail.subject, mail.text):
            Mail.objects.filter(pk=mail.pk).update(subject=subject, text=text)
    transaction.on_commit(lambda: _remove(path for path in _files() if _names(path, words)))


def forget_mail_files(before: datetime) -> int:
    """Remove the files of mail that are older. The number removed."""
    return _remove(path for path in _files() if path.stat().st_mtime < before.timestamp())


def _files() -> list[Path]:
    folder = settings.DATA / "mail"
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def _remove(paths: Iterable[Path]) -> int:
    found = list(paths)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _names(path: Path, words: Sequence[str]) -> bool:
    return any(mentions(_read(one), words) for one in path.read_bytes().split(BETWEEN) if one.strip())


def _read(written: bytes) -> str:
    """Its head and its texts, as a mail program shows them, beside what stands in the file."""
    message = message_from_bytes(written, EmailMessage, policy=default)
    texts = [f"{name}: {value}" for name, value in message.items()]
    for part in message.walk():
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            texts.append(content.decode("utf-8", "replace") if isinstance(content, bytes) else "")
    return "\n".join([*texts, written.decode("utf-8", "replace")])
