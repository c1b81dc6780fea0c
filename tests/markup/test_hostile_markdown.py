from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup_examples import assert_harmless, judged

from courseware.markup.safety import clean

SCRIPTS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" &#106;avascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="vbscript:x">x</a>',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1)></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<math href='javascript:alert(1)'><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><maction actiontype='statusline#http://e' xlink:href='javascript:alert(1)'>x</maction></math>",
    "<math><mi style='background:url(//e)' mathbackground='red'>x</mi></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<style>@import '//e.example/x.css';</style>",
    "<link rel=stylesheet href=//e.example/x.css>",
    "<base href=//e.example/>",
    "<meta http-equiv=refresh content='0;url=//e.example'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x.swf></object><embed src=x.swf>",
    "<form action=//e.example><button formaction=javascript:alert(1)>x</button></form>",
    "<details ontoggle=alert(1) open>x</details>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<video><source onerror=alert(1)></video>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<img src='//e.example/x.png' srcset='//e.example/y.png 2x'>",
    "<h3 id='x' onmouseover=alert(1)>x</h3>",
    "<p class='sheet now'>borrowed look</p>",
]
MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//e.example)",
    "[x](/\\e.example)",
    '[x](https://e.example/" onclick="alert(1))',
    "[x](https://e.example 'a\" onclick=\"alert(1)')",
    "<javascript:alert(1)>",
    '<https://e.example/"onclick="alert(1)>',
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](figures/line.svg)',
    "![x](figures/line.svg '\" onerror=\"alert(1)')",
    "![<img src=x onerror=alert(1)>](figures/line.svg)",
    '```"><script>alert(1)</script>\nx\n```',
    '``` x" onclick="alert(1)\nx\n```',
    "`<script>alert(1)</script>`",
    "::: steps <script>alert(1)</script>\nx\n:::",
    '::: steps "onclick=alert(1) x="\nx\n+++\ny\n:::',
    "::: <script>\nx\n:::",
    "### <img src=x onerror=alert(1)>",
    '| <script> | " onclick=x |\n|---|---|\n| <svg/onload=alert(1)> | y |',
    r"$\text{<img src=x onerror=alert(1)>}$",
    r"$\text{</mtext></math><script>alert(1)</script>}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\class{x}{\style{color:red}{y}}$",
    r"$\begin{array}{c}\hline <script> \end{array}$",
    "$$\n</math><script>alert(1)</script>\n$$",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "[a][b]\n\n[b]: javascript:alert(1)",
]


@pytest.mark.parametrize("payload", SCRIPTS + MARKDOWN)
def test_nothing_that_can_run_survives(payload: str) -> None:
    for text in (payload, f"x {payload} y", f"- {payload}", f"> {payload}", f"**{payload}**"):
        # the most careless caller: whatever is asked for exists
        shown, _ = judged(text, link=lambda target: target, figure=lambda path: path)
        assert_harmless(shown)


@pytest.mark.parametrize("payload", SCRIPTS)
def test_the_last_gate_alone_would_hold(payload: str) -> None:
    shown = clean(payload)
    assert_harmless(shown)
    assert 'class="sheet' not in shown


PIECES = [
    "<", ">", '"', "'", "&", "`", "*", "_", "[", "]", "(", ")", "!", "$", "\\", "|", "\n", "\n\n", " ",
    "script", "javascript:", "https://a.b", "onerror=", "style=", "<math>", "<svg>", "<!--", "-->", ":::",
    "::: note", "::: steps a", "+++", "- ", "> ", "### ", "|-|", r"\text{", "}", r"\frac", "&colon;", "a",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_mixture_of_signs_makes_anything_that_can_run(text: str) -> None:
    shown, _ = judged(text, link=lambda target: target, figure=lambda path: path)
    assert_harmless(shown)


BOMBS = {
    "brackets": "[" * 20_000,
    "brackets by paragraph": ("[" * 199 + "\n\n") * 100,
    "images": ("![" * 99 + "\n\n") * 100,
    "stars": "*a **b " * 3_000,
    "odd stars": "**a" * 6_000,
    "underscores": "_" * 20_000,
    "code": " ".join("`" * length for length in range(200)),
    "dollars": "$a" * 10_000,
    "slashes": "\\" * 20_000,
    "entities": "&#x" * 6_000,
    "quotes": "\n".join(">" * depth + " a" for depth in range(200)),
    "lists": "\n".join(" " * depth + "- a" for depth in range(200)),
    "boxes": "\n".join(":" * (203 - depth) + " note" for depth in range(200)),
    "unclosed boxes": "::: answer\n" * 2_000,
    "headings": "### a\n" * 3_000,
    "columns": "|" * 300 + "\n" + "|-" * 300 + "|\n" + "|\n" * 20_000,
    "references": f"[a]: {'x' * 5_000}\n\n" + "[a] " * 100,
    "angles": "<a " * 6_000,
    "deep TeX": "$" + r"\sqrt{" * 280 + "x" + "}" * 280 + "$",
    "deep braces": "$" + "{" * 990 + "}" * 990 + "$",
    "growing TeX": r"$\def\a#1{\a{#1#1}}\a{xxxxxxxxxxxxx}$",
    "much TeX": "$x^2$ " * 2_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_goes_off_quietly(name: str) -> None:
    start = time.process_time()
    shown, _ = judged(BOMBS[name], link=lambda target: target, figure=lambda path: path)
    assert time.process_time() - start < 10
    assert len(shown) < 100 * len(BOMBS[name]) + 1_000
    assert_harmless(shown)
