from enlace.reports.models import Report


def locked(report: Report) -> Report:
    """As it stands now; who else changes it waits until the transaction is over."""
    return Report.objects.select_for_update().get(pk=report.pk)
