import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def collect_static() -> bool:
    """Gather and compress what pages are drawn with, if anything of it changed; whether it did."""
    stamp = Path(settings.CACHE) / "static.stamp"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256((settings.ROOT / "requirements.lock").read_bytes())
    for path in sorted((settings.ROOT / "src").glob("enlace/*/static/**/*")):
        if path.is_file():
            digest.update(path.relative_to(settings.ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
