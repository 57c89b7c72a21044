"""A result is published as it stands, withdrawn, and the secretariat's words on it are changed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.consulting.forgetting import forget_voices
from enlace.consultations.models import Consultation, Result
from enlace.consultations.results.computing import computed
from enlace.consultations.results.facts import facts_of
from enlace.consultations.results.mail import mail_result
from enlace.consultations.results.readers import possible_readers
from enlace.consultations.results.rules import can_change_result, can_publish_result, can_withdraw_result
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts


@transaction.atomic
def publish_result(
    consultation: Consultation, *, by: Anyone | None, audience: str, text: Texts | None = None, tells: bool = True
) -> int:
    """Write down what was found, for good, and tell those who have a voice and may read it; the number of mails."""
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require(can_publish_result(by, consultation))
    if audience not in possible_readers(consultation):
        sentence = _("Those who answered were told who reads the result. It can be for fewer readers, not for more.")
        raise ValidationError({"audience": sentence})
    forget_voices(consultation)
    before = str(consultation.audience)
    consultation.audience = audience
    consultation.save(update_fields=["audience"])
    facts = facts_of(consultation, computed(consultation))
    result = Result.objects.create(consultation=consultation, facts=facts, text=text or Texts(), published_at=now())
    people = mail_result(result) if tells else 0
    record(
        "publish_result",
        result,
        by=by,
        before={"audience": before},
        after={"consultation": consultation.pk, "audience": audience, "people": people},
    )
    return people


@transaction.atomic
def withdraw_result(consultation: Consultation, *, by: Anyone | None) -> None:
    """The secretariat alone reads it then; nobody is told. It can be published again, and is computed anew for that."""
    consultation = Consultation.objects.select_for_update(of=("self",)).select_related("result").get(pk=consultation.pk)
    require(can_withdraw_result(by, consultation))
    record("withdraw_result", consultation.result, by=by, before={"consultation": consultation.pk})
    consultation.result.delete()


@transaction.atomic
def change_result(consultation: Consultation, *, by: Anyone | None, text: Texts) -> Result:
    """The secretariat's words alone; what was found stays."""
    require(can_change_result(by, consultation))
    result = Result.objects.select_for_update().get(consultation=consultation)
    languages = {"languages": sorted(result.text)}
    result.text = text
    result.save(update_fields=["text"])
    record("change_result", result, by=by, before=languages, after={"languages": sorted(text)})
    return result
