import re
from dataclasses import dataclass

PROVIDERS = [
    (
        "YouTube",
        re.compile(
            r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/)|youtu\.be/)([\w-]{6,20})"
        ),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (
        "Vimeo",
        re.compile(r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{5,12})"),
        "https://player.vimeo.com/video/{}",
    ),
]


@dataclass(frozen=True)
class Embed:
    provider: str
    frame: str
    """The address for the frame, at the provider's host that sets the fewest cookies."""


def embed_address(address: str) -> Embed | None:
    """The frame for the address of a video as people copy it, or None for a provider that is not known."""
    for provider, pattern, frame in PROVIDERS:
        if found := pattern.match(address):
            return Embed(provider, frame.format(found[1]))
    return None
