"""An import is carried out in the background; how far it is stands beside the uploaded table."""

import time
from dataclasses import dataclass, field

from django.db import transaction
from django.tasks import task
from django.utils.translation import override

from enlace.accounts.models import User
from enlace.commitments.exchange.applying_actions import CommitmentsChanged, import_commitments
from enlace.commitments.exchange.pending import plan_of
from enlace.commitments.exchange.plan import Plan
from enlace.commitments.models import PendingCommitments
from enlace.core.background import BACKGROUND
from enlace.core.clock import now
from enlace.files.storing import remove_after_commit

TOLD_EVERY = 0.5


@task(backend=BACKGROUND)
def carry_out_import(pending_id: int) -> None:
    """Done once, however often it is asked; a table that was removed meanwhile is not imported."""
    waiting = PendingCommitments.objects.filter(pk=pending_id, finished_at=None, fault="").exclude(started_at=None)
    pending = waiting.first()
    if pending is None:
        return
    try:
        with override(pending.fields.get("language")):
            plan = plan_of(pending, told=Progress(pending.pk))
            _carry_out(pending, plan)
    except CommitmentsChanged:
        PendingCommitments.objects.filter(pk=pending.pk, finished_at=None).update(fault="changed")
    except Exception:
        PendingCommitments.objects.filter(pk=pending.pk, finished_at=None).update(fault="broken")
        raise


@transaction.atomic
def _carry_out(pending: PendingCommitments, plan: Plan) -> None:
    """The rows and that they are written come to be together."""
    held = PendingCommitments.objects.select_for_update().filter(pk=pending.pk, finished_at=None).first()
    if held is None:
        return
    if plan.fingerprint != held.fields.get("shown"):
        raise CommitmentsChanged
    import_commitments(plan, by=User.objects.get(pk=held.user_id))
    held.done, held.finished_at, held.fields = held.total, now(), {"counts": plan.counts}
    remove_after_commit(str(held.content.name))
    held.content.name = ""
    held.save()


@dataclass
class Progress:
    """Writes down how many rows were compared, twice a second at the most."""

    pending_id: int
    last: float = field(default=0.0)

    def __call__(self, done: int) -> None:
        if time.monotonic() - self.last > TOLD_EVERY:
            PendingCommitments.objects.filter(pk=self.pending_id).update(done=done)
            self.last = time.monotonic()
