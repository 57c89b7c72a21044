"""Whether an SVG image is shapes and nothing else: no program, no address that it would call, no trick of XML.

What is allowed is listed; all else is refused. References stay inside the file or hold a picture of points themselves
(SVG 2, https://www.w3.org/TR/SVG2/: scripts in chapter 15, `href` in 16, events in 15.2).
"""

import re
from typing import Any

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
SHAPES = """
    svg g defs symbol use title desc metadata switch view style path rect circle ellipse line polyline polygon image
    text tspan textPath linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
ALLOWED = frozenset(SHAPES.split())
NOTES_OF_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://ns.adobe.com/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
    "http://www.figma.com/",
)
INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp);base64,)", re.ASCII)
CALLS_IN_STYLE = re.compile(
    r"""@import|\\|expression|javascript:|behavior|-moz-binding|(?<![\w-])(image|image-set|src)\s*\("""
    r"""|url\(\s*(?!["']?(\#|data:image/(png|jpeg|gif|webp);base64,))""",
    re.IGNORECASE,
)


def is_safe_svg(content: bytes) -> bool:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    tree = root.getroottree()
    declared: Any = tree.docinfo.internalDTD
    if root.tag != f"{{{SVG}}}svg" or (declared is not None and list(declared.entities())):
        return False
    around = [one for one in (*root.itersiblings(preceding=True), *root.itersiblings()) if one.tag is not etree.Comment]
    return not around and all(_is_harmless(element) for element in root.iter())


def _is_harmless(element: Any) -> bool:
    if element.tag is etree.Comment:
        return True
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    if name.namespace != SVG:
        return (name.namespace or "").startswith(NOTES_OF_EDITORS)
    if name.localname not in ALLOWED or (name.localname == "style" and CALLS_IN_STYLE.search(_words(element))):
        return False
    return all(_is_harmless_attribute(str(key), str(value)) for key, value in element.attrib.items())


def _words(element: Any) -> str:
    return "".join(element.itertext())


def _is_harmless_attribute(key: str, value: str) -> bool:
    name = etree.QName(key).localname.lower()
    if name.startswith("on") or key == BASE:
        return False
    if name == "href":
        return INSIDE.match(value) is not None
    return CALLS_IN_STYLE.search(value) is None
