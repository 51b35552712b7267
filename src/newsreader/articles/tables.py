"""Tell tables of facts from tables that only lay out a page, and number the columns of cells that span several."""

from __future__ import annotations

from lxml import etree

_MAX_SPAN = 40
_LONG_CELL = 240
"""Characters; a cell with more holds running text, so its table lays out the page."""
_ROWS_LOOKED_AT = 60
_CELL_BLOCKS = frozenset({"p", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "pre", "figure", "form", "article"})


def is_data_table(table: etree._Element) -> bool:
    """Tell whether the table holds facts in rows and columns."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return False
    wide_rows = 0
    for count, row in enumerate(table.iterdescendants("tr")):
        if count >= _ROWS_LOOKED_AT:
            break
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) > 1:
            if any(map(_holds_prose, cells)):
                return False
            wide_rows += 1
    return wide_rows >= 2 or (wide_rows == 1 and next(table.iterdescendants("th"), None) is not None)


def is_header_row(row: etree._Element) -> bool:
    """Tell whether the row names its columns."""
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    cells = [cell.tag for cell in row if cell.tag in ("td", "th")]
    return bool(cells) and all(tag == "th" for tag in cells)


def columns_spanned(cell: etree._Element) -> int:
    """Return how many columns the cell takes: at least 1, never absurdly many."""
    span = cell.get("colspan", "1").strip()
    return min(max(int(span), 1), _MAX_SPAN) if span.isdecimal() and len(span) < 4 else 1


def _holds_prose(cell: etree._Element) -> bool:
    length = 0
    blocks = 0
    for element in cell.iter("*"):
        length += len(element.text or "") + (len(element.tail or "") if element is not cell else 0)
        blocks += element.tag in _CELL_BLOCKS
        if length > _LONG_CELL or blocks > 1:
            return True
    return False
