"""The text of what was found. No Django."""


def tidy(evidence: str) -> str:
    """As it is kept: the line ends that a browser sends are another text only for a program."""
    return evidence.replace("\r\n", "\n").strip()
