"""Names of WordprocessingML (ECMA-376) as lxml spells them."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of «Strict Open XML», which few programs write."""

VAL = f"{W}val"


def is_on(element: "object | None") -> bool:
    """Whether a switch such as ``<w:b/>`` is there and not turned off."""
    if element is None:
        return False
    value = element.get(VAL)  # type: ignore[attr-defined]
    return value not in ("0", "false", "off", "none")
