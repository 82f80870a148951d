"""Text made harmless for where it goes: terminals, spreadsheets, JSON shown to people, Markdown."""

from __future__ import annotations

import re

# Unicode's Cc and Cf but newline, with the line and paragraph separators and lone surrogates.
FORMAT = (
    "\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
UNSEEN = re.compile(f"[\x00-\x09\x0b-\x1f{FORMAT}\ud800-\udfff]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#~])")


def visible(text: str) -> str:
    r"""Return ``text`` with every control and format character but newline shown by a printable sign.

    >>> visible("\x1b[31mred"), visible("a\u202eb")
    ('␛[31mred', 'a⟨202E⟩b')
    """
    return UNSEEN.sub(_sign, text)


def one_line(text: str) -> str:
    r"""Return ``text`` visible and on one line, for messages and table cells.

    >>> one_line("no such\n file")
    'no such file'
    """
    return visible(" ".join(text.split()))


def no_formula(text: str) -> str:
    """Return ``text`` with a ' in front where a spreadsheet would take it for a formula.

    >>> no_formula("=HYPERLINK(1)"), no_formula("12 dead")
    ("'=HYPERLINK(1)", '12 dead')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def escaped_json(text: str) -> str:
    r"""Return the JSON ``text`` with the unseen characters in its strings as escapes: the same data, safe to look at.

    >>> escaped_json('"\u202e"')
    '"\\u202e"'
    """
    seen = "\x7f" not in text if text.isascii() else text.isprintable()
    return text if seen else UNSEEN.sub(_escape, text)


def markdown(text: str) -> str:
    r"""Return ``text`` as Markdown that shows just these characters.

    >>> markdown("[sic] & <b>")
    '\\[sic\\] &amp; \\<b\\>'
    """
    return MARKDOWN.sub(r"\\\1", one_line(text).replace("&", "&amp;"))


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "�" if 0xD800 <= code <= 0xDFFF else f"⟨{code:04X}⟩"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
