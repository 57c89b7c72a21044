"""That a consultation is open is said once, to each who has a voice."""

from datetime import datetime

from enlace.consultations.consulting.answerers import people_asked
from enlace.consultations.consulting.mail import mail_opened
from enlace.consultations.consulting.told import note_told, opening_key
from enlace.consultations.models import Consultation


def announce(consultation: Consultation, moment: datetime) -> int:
    """With the row locked, in the transaction of what opens it; the number of mails."""
    people = people_asked(consultation)
    for person in people:
        mail_opened(consultation, person)
    note_told(opening_key(consultation), moment)
    return len(people)
