from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enlace.importer.decoding import LIMIT_MB
from enlace.importer.preview import is_picture

MOST_FILES, LARGEST_TOTAL_MB = 60, 60
MEGABYTE = 1024 * 1024


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(ManyFilesField, self).clean(one, initial) for one in data or []]


class UploadForm(forms.Form):
    """Saved pages, exports, and the pictures that were saved along; or a text."""

    page_files = ManyFilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "Pages saved as HTML or text, or the CSV that a page builder exports. Choose the pictures of a page along "
            "with it. At most 60 files, 20 MB each, 60 MB together."
        ),
    )
    text = forms.CharField(
        label=_("Or paste a page"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The text of one page, or its HTML. Its languages are told apart; menus and banners are left out."),
    )

    def clean_page_files(self) -> list[Any]:
        files = self.cleaned_data["page_files"]
        if len(files) > MOST_FILES:
            raise ValidationError(
                _("You chose %(count)d files; at most %(limit)d are taken at once. Upload them in parts.")
                % {"count": len(files), "limit": MOST_FILES}
            )
        for file in files:
            if file.size > LIMIT_MB * MEGABYTE:
                raise ValidationError(
                    _("%(name)s has %(size)d MB; files up to %(limit)d MB are taken.")
                    % {"name": file.name, "size": file.size // MEGABYTE, "limit": LIMIT_MB}
                )
        if sum(file.size for file in files) > LARGEST_TOTAL_MB * MEGABYTE:
            raise ValidationError(
                _("Together the files have more than %(limit)d MB. Upload them in parts.") % {"limit": LARGEST_TOTAL_MB}
            )
        return files

    def clean(self) -> None:
        if self.errors:
            return
        names = [file.name for file in self.cleaned_data["page_files"]]
        if not self.cleaned_data["text"].strip() and all(is_picture(name) for name in names):
            raise ValidationError(
                _("Choose the page that these pictures belong to, too.")
                if names
                else _("Choose at least one file, or paste a text.")
            )

    @property
    def uploads(self) -> list[tuple[str, bytes]]:
        files = [(file.name, file.read()) for file in self.cleaned_data["page_files"]]
        text = self.cleaned_data["text"]
        return files + ([(gettext("Pasted text"), text.encode())] if text.strip() else [])
