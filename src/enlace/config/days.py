import os

from django.core.exceptions import ImproperlyConfigured


def days_from(name: str, default: int) -> int:
    """A number of days from the environment. Raises ImproperlyConfigured for anything else."""
    written = os.environ.get(name, "").strip() or str(default)
    if not written.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a number of days, e.g. {default}; 0 stands for ever.")
    return int(written)
