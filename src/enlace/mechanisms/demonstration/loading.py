"""The demonstration's register of national mechanisms: all of it written for it, but what names a source, and marked.

It goes through the actions as a secretariat and its states would, and is dated afterwards. Nobody is told by mail.
"""

from django.db import transaction

from enlace.commitments.demonstration.world import demonstration_world
from enlace.mechanisms.demonstration.assessments import make_assessment
from enlace.mechanisms.demonstration.lessons import make_practice_note
from enlace.mechanisms.demonstration.past import make_past_edition
from enlace.mechanisms.demonstration.present import make_open_edition
from enlace.mechanisms.demonstration.world import read, register_world
from enlace.mechanisms.models import Edition, Mechanism, PracticeNote
from enlace.meetings.demonstration.loading import telling_nobody


@transaction.atomic
def make_demonstration_register() -> None:
    """For a demonstration that has its meetings and accounts, and no mechanism, edition or practice note yet."""
    known = (Mechanism, Edition, PracticeNote)
    commitments = None if any(model.objects.exists() for model in known) else demonstration_world()
    if commitments is None:
        return
    world = register_world(commitments)
    editions = read("editions")
    with telling_nobody():
        for name in ("first", "second"):
            make_past_edition(name, editions[name], world)
        make_open_edition(editions["now"], world)
        for plan in read("practice_notes"):
            make_practice_note(plan, world)
        for plan in read("assessments"):
            make_assessment(plan, world)
