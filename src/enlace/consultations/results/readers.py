from enlace.consultations.consulting.checking import READERS
from enlace.consultations.models import Consultation
from enlace.network.audiences import Audience


def possible_readers(consultation: Consultation) -> list[Audience]:
    """For whom its result may be published: not for more than those who answered were told. An import told nobody."""
    if consultation.is_imported or not consultation.voters.exists():
        return list(READERS)
    return list(READERS[: READERS.index(Audience(consultation.audience)) + 1])
