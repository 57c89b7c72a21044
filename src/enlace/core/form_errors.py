from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm


def add_errors(form: BaseForm, error: ValidationError) -> None:
    """Show what an action refused at the fields that it names; the rest stands above the form."""
    refused = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for field, errors in refused.items():
        form.add_error(field if field in form.fields else None, errors)
