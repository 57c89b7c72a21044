from enlace.mechanisms.models import Mechanism


def locked(mechanism: Mechanism) -> Mechanism:
    """The row as it is now, which nobody else changes before this transaction ends."""
    return Mechanism.objects.select_for_update().get(pk=mechanism.pk)
