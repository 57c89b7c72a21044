from django.tasks import task

from enlace.core.background import BACKGROUND
from enlace.giving.settling.handling_actions import handle_event


@task(backend=BACKGROUND)
def handle_in_background(event_id: int) -> None:
    handle_event(event_id)
