from django.core.exceptions import PermissionDenied


def require(allowed: bool, sentence: str = "") -> None:
    """Stop an action that its rule does not allow. Raises PermissionDenied, which answers 403 and rolls back."""
    if not allowed:
        raise PermissionDenied(sentence)
