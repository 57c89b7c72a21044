"""What the structure of a page says about its parts: which containers are not the article, and which one holds it."""

import re

from enlace.importer.pieces import Container, Piece, Reason, is_prose

BY_TAG = {
    "nav": Reason.NAVIGATION,
    "menu": Reason.NAVIGATION,
    "footer": Reason.FOOTER,
    "header": Reason.HEADER,
    "aside": Reason.SIDEBAR,
    "form": Reason.FORM,
    "button": Reason.FORM,
    "label": Reason.FORM,
    "legend": Reason.FORM,
    "select": Reason.FORM,
    "option": Reason.FORM,
    "textarea": Reason.FORM,
    "dialog": Reason.HIDDEN,
}
BY_ROLE = {
    "navigation": Reason.NAVIGATION,
    "menu": Reason.NAVIGATION,
    "menubar": Reason.NAVIGATION,
    "contentinfo": Reason.FOOTER,
    "banner": Reason.HEADER,
    "complementary": Reason.SIDEBAR,
    "search": Reason.FORM,
    "form": Reason.FORM,
    "button": Reason.FORM,
    "dialog": Reason.HIDDEN,
    "alertdialog": Reason.COOKIES,
}
BY_WORD = {
    Reason.EMPTY_LIST: "w-dyn-empty empty-state no-results no-items",
    Reason.NAVIGATION: "nav navbar navigation w-nav menu breadcrumb breadcrumbs pagination pager skip-link "
    "mega-menu topbar",
    Reason.FOOTER: "footer site-footer colophon",
    Reason.SIDEBAR: "sidebar widget widgets",
    Reason.COOKIES: "cookie cookies consent gdpr onetrust cc-window",
    Reason.SHARE: "share sharing sharethis addtoany sharedaddy social socials social-links",
    Reason.NEWSLETTER: "newsletter subscribe subscription signup mailchimp mc-embed",
    Reason.RELATED: "related recommended recommendations more-stories read-more-stories",
    Reason.DONATION: "donate donation donations donar donaciones doacao doacoes fundraising",
    Reason.COMMENTS: "comments comment-list comment-form disqus respond",
    Reason.LANGUAGE_SWITCH: "language-switcher lang-switcher wpml-ls language-selector lang-switch weglot-container",
    Reason.HIDDEN: "sr-only visually-hidden screen-reader-text w-condition-invisible",
}
WORDS = {word: reason for reason, words in BY_WORD.items() for word in words.split()}
TEXT_HOLDERS = frozenset({"p", "li", "ul", "ol", "blockquote", "tr", "tbody"})
UNCOUNTED_CLASSES = re.compile(r"(?:^|\s)(?:has|no|with|is|js)-\S+")


def container_reason(tag: str, attributes: dict[str, str]) -> tuple[Reason | None, bool]:
    """Why the element is not the article by tag, role or class; and whether only its class says so."""
    style = attributes.get("style", "").lower().replace(" ", "")
    if "hidden" in attributes or "display:none" in style or attributes.get("aria-hidden") == "true":
        return Reason.HIDDEN, False
    if reason := BY_ROLE.get(attributes.get("role", "").lower()):
        return reason, False
    names = f"{attributes.get('class', '')[:300]} {attributes.get('id', '')[:100]}"
    if names != " " and tag not in {"html", "body"} and (reason := _reason_in_names(names)):
        return reason, True
    return BY_TAG.get(tag), False


def _reason_in_names(names: str) -> Reason | None:
    names = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", UNCOUNTED_CLASSES.sub(" ", names)).lower().replace("_", "-")
    for name in names.split():
        parts = [part for part in name.split("-") if part]
        for size in range(len(parts), 0, -1):
            for start in range(len(parts) - size + 1):
                if reason := WORDS.get("-".join(parts[start : start + size])):
                    return reason
    return None


def settle_reasons(containers: list[Container], pieces: list[Piece]) -> None:
    """Weigh the containers, void the reason of those that hold the article all the same, and hand reasons down."""
    for piece in pieces:
        holder = piece.container
        if holder is None:
            continue
        if is_prose(piece):
            holder.prose += len(piece.text)
        if piece.kind == "heading" and piece.level <= 2 and not piece.is_linked:
            holder.titles += 1
    for container in reversed(containers):
        if container.parent is not None:
            container.parent.prose += container.prose
            container.parent.titles += container.titles
    total = max(containers[0].prose, 1) if containers else 1
    for container in containers:
        if container.reason and _holds_article(container, total):
            container.reason = None
        if container.parent is not None and container.parent.reason:
            container.reason = container.parent.reason
    for piece in pieces:
        if piece.container is not None:
            piece.reason = piece.container.reason


def _holds_article(container: Container, total: int) -> bool:
    share = container.prose / total
    if share > (0.25 if container.by_class else 0.3 if container.reason is Reason.HIDDEN else 0.5):
        return True
    parent = container.parent
    if container.tag == "footer" and parent is not None and parent.tag in {"blockquote", "figure"}:
        return True
    return container.reason is Reason.HEADER and container.tag == "header" and (container.titles > 0 or share > 0.05)


def article_container(containers: list[Container], pieces: list[Piece]) -> Container | None:
    """The deepest container with nearly all sentences that no reason excludes; None where the page has none.

    A sentence counts for its number as well as its length, so that one long paragraph is not taken for the article.
    """
    weight, count = [0] * len(containers), [0] * len(containers)
    for piece in pieces:
        if piece.container is not None and piece.reason is None and is_prose(piece):
            weight[piece.container.index] += 200 + min(len(piece.text), 400)
            count[piece.container.index] += 1
    leaf = [True] * len(containers)
    for container in reversed(containers):
        if container.parent is not None:
            weight[container.parent.index] += weight[container.index]
            leaf[container.parent.index] = False
    if not containers or not weight[0]:
        return None
    found = containers[0]
    for container in containers:
        share = weight[container.index] / weight[0]
        declared = container.tag in {"main", "article"} and share >= 0.6
        if share >= 0.9 or (declared and found.tag not in {"main", "article"}):
            found = container
    while found.parent is not None and (found.tag in TEXT_HOLDERS or (leaf[found.index] and count[found.index] < 3)):
        found = found.parent
    return found


def mark_inside(containers: list[Container], root: Container) -> list[bool]:
    """For each container whether it is the root or stands in it, or is a twin of it (same tag and classes)."""
    inside = [False] * len(containers)
    for container in containers:
        twin = bool(root.classes) and container.classes == root.classes
        above = container.parent is not None and inside[container.parent.index]
        inside[container.index] = container is root or twin or above
    return inside
