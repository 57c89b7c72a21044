from collections.abc import Callable

from django.db import IntegrityError, transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.exchange.bulk_writing import write_rows
from enlace.commitments.exchange.plan import Plan
from enlace.commitments.exchange.rules import can_import_commitments
from enlace.commitments.models import Commitment
from enlace.core.permission import require


class CommitmentsChanged(Exception):
    """What would be done now is not what was shown."""


@transaction.atomic
def import_commitments(plan: Plan, *, by: Anyone | None, told: Callable[[int], object] = int) -> None:
    """Write down what the plan says, all of it or nothing; `told` hears how many rows were written.

    Raises CommitmentsChanged where somebody was faster.
    """
    require(can_import_commitments(by))
    if not plan.can_be_applied:
        raise CommitmentsChanged
    try:
        with transaction.atomic():
            write_rows(plan.doing, told)
    except IntegrityError as error:
        raise CommitmentsChanged from error
    record("import_commitments", Commitment, by=by, after=plan.counts)
