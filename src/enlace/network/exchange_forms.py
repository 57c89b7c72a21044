from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enlace.network.exchange.tables import MOST_MEGABYTES


class TableForm(forms.Form):
    table = forms.FileField(
        label=_("Table"),
        help_text=_("XLSX, or CSV in UTF-8."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_table(self) -> Any:
        table = self.cleaned_data["table"]
        if table.size > MOST_MEGABYTES * 1024 * 1024:
            raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": MOST_MEGABYTES})
        return table
