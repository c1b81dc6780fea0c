"""How the fonts of Han and Hangul were cut, and which characters they must hold.

Two of the certificate's fonts are parts of larger ones. To make them again, lay the sources into one
folder, under the names below, and run from the root of the project:

    python -m tests.credentials.font_subsets FOLDER courseware/credentials/fonts

| source, SHA-256                                                  | version  |
| NotoSerifSC-Regular.ttf c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742 | 2.003-H1 |
| NotoSerifKR-Regular.ttf c8c5922208f207214ce01791290621c28fda4ff788bd4dddc511aaebf61f4a74 | 2.003-H1 |

The characters come from the national standards, as the codecs of Python know them. With the same
release of fonttools (4.68) the files are the same to the byte. Every other font is unmodified.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

BETWEEN_NAMES = " -'.·’–\u00a0\u2027\u3000"
KANA = "".join(map(chr, (*range(0x3041, 0x3097), *range(0x3099, 0x3100)))) + "々〆〇"
IN_NAMES = (
    "镕堃喆玥珺昇甦犇骉赟翀翊烜煊珩璟昉玙珧晞頔祎禕劼垚囧燚鑫淼焱"  # given names of China and Taiwan
    "髙﨑濵桒栁槗剝塡頰彅䑓"  # family names and everyday characters of Japan outside its standard
)
"""Characters that people bear and the standards of the eighties forgot."""


def standard(codec: str, rows: range, cells: tuple[int, ...] = tuple(range(0xA1, 0xFF))) -> str:
    """Return the characters of some rows of a two-byte character set."""
    pairs = (bytes((row, cell)) for row in rows for cell in cells)
    return "".join(pair.decode(codec, errors="ignore")[:1] for pair in pairs)


def han() -> str:
    """Return mainland's levels 1 and 2, Taiwan's level 1, Japan's levels 1 and 2, kana and some more."""
    low = tuple(range(0x40, 0x7F))
    cells = (*low, *range(0xA1, 0xFF))
    mainland = standard("gb2312", range(0xB0, 0xF8))
    taiwan = standard("big5", range(0xA4, 0xC6), cells) + standard("big5", range(0xC6, 0xC7), low)
    japan = standard("euc_jp", range(0xB0, 0xF5))
    return mainland + taiwan + japan + KANA + IN_NAMES + BETWEEN_NAMES


def hangul() -> str:
    """Return the 2,350 syllables of Korea's standard."""
    return standard("euc_kr", range(0xB0, 0xC9)) + BETWEEN_NAMES


CUT = {"NotoSerifSC-Regular.ttf": han, "NotoSerifKR-Regular.ttf": hangul}


def cut(source: Path, target: Path, text: str) -> None:
    """Write the part of a font that prints `text`, without hints and without what only layout uses."""
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=["*"], recalc_timestamp=False
    )
    options.drop_tables += ["BASE", "GPOS", "GSUB", "STAT", "gasp", "vhea", "vmtx"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    for name, characters in CUT.items():
        cut(Path(sys.argv[1]) / name, Path(sys.argv[2]) / name, characters())
