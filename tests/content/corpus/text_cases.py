"""Bad Markdown, TeX and SVG in a catalog."""

from __future__ import annotations

from tests.content.content_examples import FIGURE
from tests.content.corpus.case import (
    FIGURE_FILE,
    LAST,
    LESSON_FILE,
    Case,
    body,
    inside_figure,
    put,
)

HTML = "HTML is not allowed"
DEAD = "This link leads nowhere"
NO_FIGURE = "There is no figure"
MARKDOWN = [
    ("script", "<script>alert(1)</script>", HTML),
    ("event", "x <img src=x onerror=alert(1)>", HTML),
    ("comment", "<!-- x -->", HTML),
    ("javascript", "[x](javascript:alert(1))", DEAD),
    ("javascript in capitals", "[x](JaVaScRiPt:alert(1))", DEAD),
    ("javascript as entities", "[x](&#x6A;avascript&colon;alert(1))", DEAD),
    ("javascript with a tab", "[x](<java\tscript:alert(1)>)", DEAD),
    ("javascript, encoded", "[x](javascript%3Aalert(1))", DEAD),
    ("data", "[x](data:text/html;base64,PHNjcmlwdD4=)", DEAD),
    ("vbscript", "[x](vbscript:x)", DEAD),
    ("file", "[x](file:///etc/passwd)", DEAD),
    ("plain http", "[x](http://e.example)", DEAD),
    ("other host", "[x](//e.example/x)", DEAD),
    ("backslashes", "[x](\\\\e.example)", DEAD),
    ("absolute path", "[x](/admin)", DEAD),
    ("autolink", "<javascript:alert(1)>", DEAD),
    ("figure above", "![x](figures/../../../etc/passwd)", NO_FIGURE),
    ("figure, encoded", "![x](figures/%2e%2e/line.svg)", NO_FIGURE),
    ("figure by absolute path", "![x](/figures/line.svg)", NO_FIGURE),
    ("figure with backslashes", "![x](figures\\line.svg)", NO_FIGURE),
    ("figure of another alphabet", "![x](figures/lіne.svg)", NO_FIGURE),
    ("figure in capitals", "![x](figures/LINE.svg)", NO_FIGURE),
    ("figure from outside", "![x](https://e.example/line.svg)", NO_FIGURE),
    ("figure as data", "![x](data:image/svg+xml,<svg/>)", NO_FIGURE),
    ("20,000 brackets", "[" * 20_000, "opening brackets"),
    ("dead links", "[a](glossary:tact-tim)\n\n" * 2_000, DEAD),
    ("unknown values", "{x}\n\n" * 10_000, "“x” is not known here"),
    ("half a value", "{rate", "is not a place for a value"),
    ("unknown box", "::: alert\nx\n:::", "There is no box"),
    ("boxes without end", "::: answer\n" * 4_000, "is not closed"),
    ("steps outside", "+++", "divides steps"),
    ("raw lines", "<b>\n\n" * 4_000, HTML),
]
TEX = [
    ("macro bomb", r"$\def\a#1{\a{#1#1}}\a{xxxxxxxx}$", r"\def is not known"),
    ("new command", r"$\newcommand{\a}{\a\a}\a$", r"\newcommand is not known"),
    ("link", r"$\href{javascript:alert(1)}{x}$", r"\href is not known"),
    ("file", r"$\input{/etc/passwd}$", r"\input is not known"),
    ("class", r"$\class{x}{y}$", r"\class is not known"),
    ("unclosed", r"$\begin{aligned} a$", "cannot be read"),
    ("unknown environment", r"$\begin{document}a\end{document}$", "environment “document”"),
    ("half a fraction", r"$\frac{a}$", "cannot be read"),
    ("long formula", "$" + "x" * 2_001 + "$", "longer than 2,000"),
    ("600 formulas", "$a$ " * 600, "at most 500 formulas"),
    ("10,000 braces", "$" + "{" * 10_000 + "}" * 10_000 + "$", "longer than 2,000"),
]
BOMBS = {
    "stars": "*a **b " * 3_000,
    "20,000 stars": "*" * 20_000,
    "odd stars": "**a" * 8_000,
    "underscores": "*a_ " * 5_000,
    "code": " ".join("`" * length for length in range(300)),
    "dollars": r"\$a" * 8_000,
    "entities": "&#x" * 8_000,
    "quotes": ">" * 1_000 + " a",
    "lists": "- " * 10_000 + "a",
    "list in list": "\n".join("  " * depth + "- a" for depth in range(180)),
    "quotes and lists": "> - " * 1_000 + "a",
    "boxes in boxes": "".join(f"{':' * (303 - n)} note\n" for n in range(300)) + "x\n"
                      + "".join(f"{':' * (n + 4)}\n" for n in range(300)),
    "table": "|" * 300 + "\n" + "|-" * 300 + "|\n" + "|\n" * 8_000,
    "wide table": "|a" * 4_000 + "|\n" + "|-" * 4_000 + "|\n",
    "references": f"[a]: {'x' * 5_000}\n\n" + "[a] " * 100,
    "footnotes": "[^1]: [^1]\n\n" * 3_000,
    "titles": '[a](b "' * 190 + "x" * 40_000,
    "words": "aeiouy" * 5_000,
    "sentences": '."' * 20_000,
    "line ends": "a  \n" * 5_000,
    "accents": "a" + "\u0301" * 20_000,
    "deep TeX": ("$" + r"\sqrt{" * 280 + "x" + "}" * 280 + "$\n\n") * 20,
    "deep braces": ("$" + "{" * 990 + "}" * 990 + "$\n\n") * 20,
    "script in TeX": r"$\text{<script>alert(1)</script>}$",
    "matrix": ("$" + r"\begin{matrix}" + "a&" * 900 + r"\end{matrix}" + "$\n\n") * 20,
}  # fmt: skip
"""Texts that may pass, or be complained of; in no case may they take long or end the process."""

REFUSED = [
    ("script", "<script>alert(1)</script>", "<script> is not allowed"),
    ("foreign object", "<foreignObject/>", "<foreignObject> is not allowed"),
    ("event", '<rect onclick="alert(1)"/>', "onclick is not allowed"),
    ("link", '<rect href="https://e.example/"/>', "href is not allowed"),
    ("xlink", '<rect xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"/>', "href is not allowed"),
    ("animation", '<animate attributeName="href" values="javascript:alert(1)"/>', "<animate> is not allowed"),
    ("setting", '<set attributeName="onclick" to="alert(1)"/>', "<set> is not allowed"),
    ("use", "<use/>", "<use> is not allowed"),
    ("image", "<image/>", "<image> is not allowed"),
    ("url", '<rect fill="url(https://e.example/)"/>', "holds “url("),
    ("hidden url", '<rect fill="u\\72l(x)"/>', "holds “"),
    ("style", '<rect style="fill:red"/>', "style is not allowed"),
    ("second style", "<style>@import 'x'</style>", "one <style>"),
    ("instruction", "<?php x ?>", "processing instruction"),
    ("entity", "<text>&a;</text>", "not well-formed"),
    ("open group", "<g>", "not well-formed"),
    ("100,000 groups", "<g>" * 45_000, "30 deep"),
    ("6,000 elements", "<g/>" * 6_000, "at most 5,000 elements"),
    ("12,000 attributes", "<g " + " ".join(f'a{n}="1"' for n in range(12_000)) + "/>", "is not allowed"),
    ("other page", '<p xmlns="http://www.w3.org/1999/xhtml">x</p>', "<p> is not allowed"),
]  # fmt: skip
WHOLE = [
    ("DOCTYPE bomb", '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + FIGURE, 1, "no DOCTYPE"),
    ("DOCTYPE from a file", '<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + FIGURE, 1, "no DOCTYPE"),
    ("style sheet", '<?xml-stylesheet href="https://e.example/x.css"?>' + FIGURE, 1, "processing instruction"),
    ("other encoding", '<?xml version="1.0" encoding="UTF-16"?>' + FIGURE, 1, ""),
    ("wrong root", '<html xmlns="http://www.w3.org/1999/xhtml"/>', 1, "<html> is not allowed"),
    ("no name space", FIGURE.replace(' xmlns="http://www.w3.org/2000/svg"', ""), 1, "<svg> is not allowed"),
    ("import", FIGURE.replace(".a{", "@import 'https://e.example/x.css';.a{"), 1, "@import"),
    ("url in rules", FIGURE.replace("fill:#b5490f", "fill:url(https://e.example/)"), 1, "url("),
    ("two roots", FIGURE + FIGURE, 2, "not well-formed"),
    ("half", FIGURE[:120], None, "not well-formed"),
]  # fmt: skip
LONG_RULE = put(FIGURE_FILE, FIGURE.replace(".a{", ".a{" + "-" * 140_000 + "}.a{"))
LONG_VALUE = put(FIGURE_FILE, FIGURE.replace("<rect ", f'<path d="{"M1(" * 40_000}"/><rect '))
CASES = [
    *(Case(f"Markdown: {name}", body(text), LESSON_FILE, LAST, said, told="value" not in name)
      for name, text, said in MARKDOWN),
    *(Case(f"TeX: {name}", body(text), LESSON_FILE, LAST, said) for name, text, said in TEX),
    *(Case(f"SVG: {name}", inside_figure(markup), FIGURE_FILE, None, said) for name, markup, said in REFUSED),
    *(Case(f"SVG: {name}", put(FIGURE_FILE, text), FIGURE_FILE, line, said) for name, text, line, said in WHOLE),
    Case("SVG: long value", LONG_VALUE, FIGURE_FILE, 1, "holds “M1("),
]  # fmt: skip
QUIET = [
    *(Case(f"bomb: {name}", body(text), "", None, "") for name, text in BOMBS.items()),
    Case("bomb: rule of dashes", LONG_RULE, "", None, ""),
    Case("bomb: huge numbers",
         inside_figure(f'<path d="M1e999,-1e999 {"9" * 50_000}"/>'), "", None, ""),
]  # fmt: skip
