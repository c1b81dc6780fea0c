from __future__ import annotations

import pytest
from content_examples import FIGURE

from courseware.content.figures import check_figure
from courseware.problems import Report

END = "</svg>"


def faults(text: str) -> list[tuple[int, str]]:
    report = Report()
    assert check_figure(text, report.source("a.svg")) is not report.has_errors
    return [(problem.line, problem.message) for problem in report.problems]


def test_shapes_text_and_plain_rules_are_fine() -> None:
    assert faults(FIGURE) == []
    assert faults('<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn by hand -->' + FIGURE) == []
    rules = "@media (prefers-color-scheme:dark){text{fill:#fff}} /* dark */ .a{stroke-width:2}"
    assert faults(FIGURE.replace(".a{fill:#b5490f}", rules)) == []


@pytest.mark.parametrize(
    "element",
    [
        "<script>alert(1)</script>",
        '<script href="x.js"/>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
        '<image width="1" height="1"/>',
        '<use id="x"/>',
        "<a><text>x</text></a>",
        '<animate attributeName="x" values="1"/>',
        '<set attributeName="x" to="1"/>',
        "<handler>x</handler>",
        "<iframe/>",
        "<svg viewBox='0 0 1 1'/>",
        '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>',
        "<defs/>",
        "<marker/>",
        "<filter/>",
        "<style>.b{fill:#000}</style>",
    ],
)
def test_an_element_outside_of_the_list_is_refused_on_its_line(element: str) -> None:
    assert faults(FIGURE.replace(END, f"\n{element}{END}"))[0][0] == 2


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'onclick="x"',
        'style="fill:red"',
        'href="#a"',
        'xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"',
        'fill="url(#a)"',
        'fill="URL (https://e.example/a)"',
        'fill="u\\72l(#a)"',
        'filter="x"',
        'xml:base="https://e.example/"',
        'requiredExtensions="x"',
    ],
)
def test_an_attribute_outside_of_the_list_is_refused(attribute: str) -> None:
    assert len(faults(FIGURE.replace("<rect", f"\n<rect {attribute}"))) == 1


@pytest.mark.parametrize(
    "rules",
    [
        "@import 'x.css';",
        "@font-face{src:local(x)}",
        ".a{fill:url(x)}",
        ".a{fill:URL (x)}",
        ".a{background:image-set('x' 1x)}",
        ".a{fill:u\\72l(x)}",
        ".a{x:expression(1)}",
        "@\\69mport 'x'",
        "&lt;script>",
        "@namespace x;",
    ],
)
def test_a_style_that_loads_or_hides_something_is_refused(rules: str) -> None:
    assert len(faults(FIGURE.replace(".a{fill:#b5490f}", rules))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "plain text",
        "<svg",
        FIGURE.replace(END, ""),
        FIGURE.replace("</title>", ""),
        FIGURE.replace("A line", "A &nbsp; line"),
        FIGURE.replace("Three", "\x01"),
        FIGURE + FIGURE,
        '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
        FIGURE.replace(' xmlns="http://www.w3.org/2000/svg"', ""),
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + FIGURE.replace("A line", "&b;"),
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + FIGURE,
        '<?xml-stylesheet href="https://e.example/x.css"?>' + FIGURE,
        '<?xml version="1.0" encoding="ISO-8859-1"?>' + FIGURE,
        FIGURE.replace("<title>A line</title>", ""),
        FIGURE.replace("<desc>Three stations in a row.</desc>", "<desc> </desc>"),
        FIGURE.replace("<title>A line</title>", "<g><title>A line</title></g>"),
        FIGURE.replace(' viewBox="0 0 680 240"', ""),
        FIGURE.replace("<svg ", '<svg width="680" '),
        FIGURE.replace(END, "<g>" * 40 + "</g>" * 40 + END),
        FIGURE.replace(END, "<g>" * 30_000),
        FIGURE.replace(END, "<g/>" * 6_000 + END),
    ],
)
def test_what_is_no_figure_is_refused_and_never_raises(text: str) -> None:
    found = faults(text)
    assert found
    assert all(line >= 1 for line, _ in found)


def test_nothing_after_a_doctype_is_read() -> None:
    text = "<!DOCTYPE svg>" + FIGURE.replace(END, f"<script/>{END}")
    assert faults(text) == [(1, "A figure has no DOCTYPE and no entities.")]
