"""Pages and paragraphs written for the tests, so that no test needs a publisher's text."""

from __future__ import annotations

PROSE = (
    "The ferry between the two islands will run every hour from spring, the harbour office said on Tuesday, after "
    "years in which the last boat left at five and everybody who worked late had to sleep on the other side.",
    "Three new boats were built for it in the yard at Norhaven. They are smaller than the old ones, carry forty people "
    "and nine cars, and take their power from batteries that are charged while they lie at the pier.",
    "“We did not want the largest boat, we wanted the one that comes often,” said Mara Lindqvist, who leads the "
    "office. She had travelled on the old ferry as a child, to school and back, in every weather there is.",
    "Fishermen had feared that the pier would become too crowded. After four meetings in the net loft they were given "
    "the northern side for themselves, and the crane that had stood there unused was repaired at last.",
    "A ticket will cost what it costs now. The council pays the difference of about two million a year, which is less "
    "than it had set aside for a bridge that most people on both islands had voted against.",
    "The first boat sails on the third of April. Its name was chosen by the children of the smaller island, who could "
    "not be talked out of calling it the Sandwich, and it has been painted accordingly.",
)
"""Paragraphs of an article, each long enough to be taken for text."""

TITLE = "Hourly ferry for the two islands"


def paragraphs(count: int = len(PROSE)) -> str:
    """Return the first paragraphs as HTML."""
    return "\n".join(f"<p>{text}</p>" for text in PROSE[:count])


def page(body: str, *, head: str = "", title: str = TITLE, html: str = '<html lang="en">') -> str:
    """Return a whole page around a body."""
    return f"<!DOCTYPE html>{html}<head><title>{title}</title>{head}</head><body>{body}</body></html>"


def article(inside: str = "", *, before: str = "", after: str = "", head: str = "") -> str:
    """Return a page with an article: title, three paragraphs, `inside`, three more; things before and after it."""
    first, rest = PROSE[:3], PROSE[3:]
    text = "".join(f"<p>{part}</p>" for part in first) + inside + "".join(f"<p>{part}</p>" for part in rest)
    return page(f'{before}<article><h1>{TITLE}</h1><div class="text">{text}</div></article>{after}', head=head)
