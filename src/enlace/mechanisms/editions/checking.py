"""What is wrong with an edition as it was given, in sentences that say what to do."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.core.clock import today
from enlace.mechanisms.editions.asking import askable
from enlace.mechanisms.models import Edition, Mechanism
from enlace.network.dated import day_in_words

LONGEST_TITLE = 200


def check_edition(edition: Edition, before: Edition | None = None) -> None:
    """Raises ValidationError by field. `before` is how it stands on record: a day that stays may have passed."""
    if not edition.title:
        raise ValidationError({"title": _("Write the title in at least one language.")})
    if any(len(text) > LONGEST_TITLE for text in edition.title.values()):
        sentence = _("The title has at most %(most)d characters in each language. Shorten it.")
        raise ValidationError({"title": sentence % {"most": LONGEST_TITLE}})
    moved = before is None or edition.due_on != before.due_on
    if moved and edition.due_on is not None and edition.due_on <= today():
        raise ValidationError({"due_on": _("Choose a day after today: states need time to answer.")})
    if edition.due_on is None and edition.opened_at is not None:
        raise ValidationError({"due_on": _("It is open: say until which day states answer.")})
    edition.full_clean(validate_unique=False, validate_constraints=False)


def obstacles(edition: Edition) -> list[str]:
    """Why it cannot be opened as it is, in sentences that say what to do."""
    found = []
    other = Edition.objects.open().exclude(pk=edition.pk).first()
    if other is not None:
        found.append(_("Another edition is open: %(edition)s. Close that one first.") % {"edition": other.shown_title})
    if edition.due_on is None:
        found.append(_("Say until which day states answer."))
    elif edition.due_on <= today():
        sentence = _("The day until which states answer, %(day)s, has come. Choose a later one.")
        found.append(sentence % {"day": day_in_words(edition.due_on)})
    return found


def check_asked(mechanisms: Iterable[Mechanism]) -> None:
    """Raises ValidationError where nobody is asked, or one that cannot be."""
    wanted = {one.pk for one in mechanisms}
    if not wanted:
        raise ValidationError({"mechanisms": _("Choose at least one mechanism that gets a questionnaire.")})
    if askable().filter(pk__in=wanted).count() != len(wanted):
        sentence = _(
            "One of these mechanisms was withdrawn, or its state is no member state any more. Look at the list again."
        )
        raise ValidationError({"mechanisms": sentence})
