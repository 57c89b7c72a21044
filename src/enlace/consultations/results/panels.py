from django.http import HttpRequest

from enlace.consultations.models import Consultation
from enlace.core.registry import Panel


def latest_result_panel(request: HttpRequest) -> Panel | None:
    """The result that was published last, for who may read it."""
    if not request.user.is_authenticated:
        return None
    seen = Consultation.objects.with_visible_result(request.user).select_related("result").defer("result__facts")
    latest = seen.order_by("-result__published_at", "-pk").first()
    return Panel("consultations/panels/latest_result.html", {"consultation": latest}) if latest else None
