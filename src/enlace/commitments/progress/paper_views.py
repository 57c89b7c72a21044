from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.commitments.progress import actions
from enlace.commitments.progress.forms import RecordForm
from enlace.commitments.progress.rules import can_record_progress
from enlace.commitments.progress.views import sent
from enlace.commitments.readers import found_commitment
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def record_progress(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    commitment = found_commitment(request, commitment_id)
    require(can_record_progress(request.user, commitment))
    bodies = [(one.body, str(one.shown_body)) for one in commitment.parties.all() if one.body]
    form = RecordForm(**sent(request), commitment=commitment, bodies=bodies)
    if form.is_valid():
        try:
            added = actions.record_progress(commitment, by=request.user, **form.record())
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The progress is on record. You can add the document as evidence."))
            return redirect(added)
    return page(request, "commitments/progress_form.html", {"form": form, "commitment": commitment})
