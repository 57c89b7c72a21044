from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.images.widgets import AdminImageChooser

from enlace.core.languages import languages
from enlace.core.texts import Texts, TextsFormField
from enlace.reports.models import ReportSection, SectionPhoto
from enlace.reports.writing.actions import WrittenPhoto
from enlace.reports.writing.rich_text import FEATURES
from enlace.website.models import SiteImage

SPARE = 1
"""Further photos that the form offers at a time."""


class SectionTextForm(forms.Form):
    """A section in every language side by side; the fields of the texts are `text_es`, `text_en`, …"""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, section: ReportSection) -> None:
        written = {f"text_{code}": text for code, text in section.texts.items()}
        super().__init__(data, initial=written | {"revision": section.revision, "title": section.title})
        if section.title:
            self.fields["title"] = TextsFormField(label=_("Title of the section"), max_length=200)
        for one in languages():
            self.fields[f"text_{one.code}"] = forms.CharField(
                label=one.name, required=False, widget=_editor(label=one.name)
            )

    def columns(self) -> list[tuple[Any, Any]]:
        """Each language with its field."""
        return [(one, self[f"text_{one.code}"]) for one in languages()]

    def texts(self) -> Texts:
        return Texts({one.code: self.cleaned_data.get(f"text_{one.code}") or "" for one in languages()})


def _editor(*, label: str) -> DraftailRichTextArea:
    """The CMS's own, which says to who hears it what is written in it: its script takes the place of the field."""
    editor = DraftailRichTextArea(features=FEATURES)
    editor.options["ariaLabel"] = label
    return editor


class PhotoForm(forms.Form):
    image: Any = forms.ModelChoiceField(
        SiteImage.objects.all(), label=_("Image"), required=False, widget=AdminImageChooser
    )
    alternative = TextsFormField(label=_("What the picture shows"), required=False, max_length=300)
    caption = TextsFormField(label=_("Caption"), required=False, max_length=300)
    take_out = forms.BooleanField(label=_("Take this photo out of the section"), required=False)


_PhotoFormSet: Any = forms.formset_factory(PhotoForm, extra=SPARE, max_num=20, validate_max=True)


def photo_forms(data: Any, section: ReportSection) -> Any:
    """A form for each photo of the section, and one for a further."""
    initial = [
        {"image": one.image, "alternative": one.alternative, "caption": one.caption} for one in section.photos.all()
    ]
    return _PhotoFormSet(data, prefix="photos", initial=initial)


def photos_in(forms_of_photos: Any) -> list[WrittenPhoto]:
    """Those that stand in forms that are valid, in their order."""
    return [
        WrittenPhoto(values["image"], values["alternative"], values["caption"])
        for values in (one.cleaned_data for one in forms_of_photos)
        if values.get("image") and not values.get("take_out")
    ]


def unsaved(section: ReportSection, photos: Sequence[WrittenPhoto]) -> list[SectionPhoto]:
    return [
        SectionPhoto(section=section, image=one.image, alternative=one.alternative, caption=one.caption)
        for one in photos
    ]
