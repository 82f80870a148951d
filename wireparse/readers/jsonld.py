"""JSON-LD in web pages: what the publisher itself says of the article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wireparse.readers.jsonitems import Item

KINDS = ("NewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "Report")
LEVELS = 4


def articles(page: str) -> Iterator[Item]:
    """Yield the articles that the JSON-LD of ``page`` describes; what is no valid JSON is passed over."""
    at = 0
    while (at := page.find("ld+json", at)) >= 0:
        start = page.find(">", at) + 1
        end = page.find("</script", start)
        if start == 0 or end < 0:
            return
        yield from _articles(_value(page[start:end]), LEVELS)
        at = end


def _value(said: str) -> Any:
    try:
        return json.loads(said.strip(" \t\r\n;"), strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(value: Any, levels: int) -> Iterator[Item]:
    if not levels:
        return
    if isinstance(value, list):
        for one in value:
            yield from _articles(one, levels - 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(KINDS) for kind in kinds):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), levels - 1)
