"""Pages composed at random of the parts that pages are made of."""

from hypothesis import strategies as st

PROSE = (
    "The delegates met in the old library to read the reports of the year, and agreed on what to do next.",
    "Los delegados se reunieron en la antigua biblioteca para leer los informes del año y acordaron qué hacer.",
    "Os delegados reuniram-se na antiga biblioteca para ler os relatórios do ano e acordaram os próximos passos.",
    "She thanked them. They left on 3 May.",
    "“Nunca más”, dijo la presidenta al cerrar la sesión de la tarde, y todos se pusieron de pie.",
)
SHORT = (
    "Annual Meeting 2019",
    "Ana Pérez",
    "Informes y documentos",
    "Policy Papers",
    "Home",
    "Contacto",
    "May 28, 2023",
    "No items found.",
    "No se encontraron elementos",
    "Nenhum item encontrado.",
    "Read more stories",
    "Related Stories",
    "Histórias relacionadas",
    "Donate",
    "Help us build a better world!",
    "To make a secure online donation, please click the button below",
    "© 2024 Institute",
    "English | Español",
    "***",
    "5 min read",
    "Article 3:",
    "a < b & c",
)
INNER_TAGS = (
    "span",
    "a href='/x'",
    "strong",
    "em",
    "p",
    "h1",
    "h2",
    "h3",
    "li",
    "td",
    "blockquote",
    "figcaption",
    "button",
)
OUTER_TAGS = (
    "div",
    "section",
    "ul",
    "ol",
    "table",
    "tr",
    "main",
    "article",
    "nav",
    "footer",
    "header",
    "aside",
    "form",
)
MARKED_TAGS = ("div hidden", *(f"div class='{name}'" for name in ("w-dyn-empty", "w-dyn-item", "nav", "related")))
TAGS = (*INNER_TAGS, *OUTER_TAGS, *MARKED_TAGS)
texts = st.sampled_from(PROSE + SHORT)
escaped = texts.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))


def _wrap(tag: str, parts: list[str]) -> str:
    return f"<{tag}>{' '.join(parts)}</{tag.split()[0]}>"


fragments = st.recursive(
    escaped | st.just("<br>") | st.just("<img src='/a.png' alt='A picture'>"),
    lambda inner: st.builds(_wrap, st.sampled_from(TAGS), st.lists(inner, max_size=4)),
    max_leaves=25,
)
html_pages = st.builds(
    lambda title, parts: f"<html><head><title>{title}</title></head><body>{' '.join(parts)}</body></html>",
    st.sampled_from(("Annual Meeting 2019", "Annual Meeting 2019 | Institute", "")),
    st.lists(fragments, min_size=1, max_size=12),
)
text_pages = st.lists(st.tuples(texts, st.sampled_from(("\n", "\n\n"))), min_size=1, max_size=25).map(
    lambda lines: "".join(text + gap for text, gap in lines)
)
