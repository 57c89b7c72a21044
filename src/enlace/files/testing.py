"""Makers of private files. Their owners are made by the makers of whoever registered first."""

from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.core.files.base import ContentFile
from django.utils.module_loading import import_string

from enlace.files.kinds import content_type
from enlace.files.models import File, Version
from enlace.files.owners import file_owners

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def make_owner(**overrides: Any) -> Any:
    """A record of the first model that owns files."""
    model = file_owners()[0].model
    return import_string(f"enlace.{model._meta.app_label}.testing.make_{model._meta.model_name}")(**overrides)


def make_file(owner: Any = None, *, content: bytes | None = PDF, name: str = "carta.pdf", **overrides: Any) -> File:
    """A file with one version; without any where `content` is None."""
    file = File.objects.create(owner=owner or make_owner(), **overrides)
    if content is not None:
        make_version(file=file, content=content, name=name)
    return file


def make_version(*, content: bytes = PDF, name: str = "carta.pdf", **overrides: Any) -> Version:
    """The next version of `file`, of a new one if not given."""
    file = overrides.pop("file", None) or make_file(content=None)
    number = file.versions.count() + 1
    fields = {"content_type": content_type(name), "size": len(content), "sha256": sha256(content).hexdigest()}
    return Version.objects.create(
        **{"file": file, "number": number, "name": name, "content": ContentFile(content, token_hex(16))}
        | fields
        | overrides
    )
