"""Commands that only read: feeds, list, show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from newsreader.cli.asking import meant, query_argument
from newsreader.cli.opening import now, opened
from newsreader.cli.output import ROWS_AT_ONCE, as_json, iso, print_columns, print_json, print_text, say, text_width
from newsreader.cli.terminal import paged
from newsreader.model import Article, Feed, Version, View, ViewKind
from newsreader.paths import Paths
from newsreader.query.vocabulary import likely_state
from newsreader.store import Store
from newsreader.store.portions import portions
from newsreader.text import clean

_NO_FEEDS = "No feeds yet. Add one: newsreader add URL, or: newsreader import feeds.opml"

Command = Callable[..., object]


@click.command()
@click.option("--health", "is_health", is_flag=True, help="How each feed fares, the dead and the silent first.")
@as_json
@click.pass_obj
def feeds(paths: Paths, is_health: bool, as_json: bool) -> None:
    """List the feeds with their counts and errors."""
    if is_health:
        with opened(paths) as store:
            known = store.health.of_feeds(now=now())
        from newsreader.cli.health import print_health

        print_health(known, now=now(), as_json=as_json)
        if not known and not as_json:
            say(_NO_FEEDS)
        return
    with opened(paths) as store:
        found = store.feeds.all()
    if as_json:
        for feed in found:
            print_json(_feed_fields(feed))
        return
    if not found:
        say(_NO_FEEDS)
    rows = [
        (str(feed.id), f"{feed.unread}/{feed.total}", clean(feed.folder), clean(feed.title), clean(feed.error or ""))
        for feed in found
    ]
    print_columns(rows, stretch=4)


def selection(command: Command) -> Command:
    """Give a command the options that select articles."""
    for option in (
        click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most N articles."),
        click.option("--feed", "feed_name", metavar="X", help="Only those of one feed: its id, address or title."),
        click.option("--starred", "kind", flag_value=ViewKind.STARRED.value, help="Only starred articles."),
        click.option("--unread", "kind", flag_value=ViewKind.UNREAD.value, help="Only unread articles."),
    ):
        command = option(command)
    return command


def selected_ids(
    store: Store, kind: str | None, feed_name: str | None, limit: int | None, words: Sequence[str] = ()
) -> list[int]:
    """Return the ids of the articles that the options of `selection` select, newest first or as a query sorts them."""
    if words:
        found = list(store.asking.ids(meant(words)))
        selected = set(selected_ids(store, kind, feed_name, None)) if kind or feed_name is not None else set(found)
        return [article_id for article_id in found if article_id in selected][:limit]
    feed_id = store.feeds.find(feed_name).id if feed_name is not None else None
    view = View(ViewKind(kind)) if kind else View(ViewKind.ALL) if feed_id is None else View(ViewKind.FEED, feed_id)
    ids = store.articles.list_ids(view, since=0)
    if kind and feed_id is not None:
        of_feed = set(store.articles.list_ids(View(ViewKind.FEED, feed_id), since=0))
        return [article_id for article_id in ids if article_id in of_feed][:limit]
    return list(ids[:limit])


@click.command("list")
@query_argument
@selection
@as_json
@click.pass_obj
def list_(
    paths: Paths, words: tuple[str, ...], kind: str | None, feed_name: str | None, limit: int | None, as_json: bool
) -> None:
    """List the articles that a query finds, newest first; without one, all.

    For example: newsreader list unread newer:2d 'title:"tokyo summit"'. In front of a query that begins with a dash
    write two: newsreader list -- -sports
    """
    with opened(paths) as store:
        ids = selected_ids(store, kind, feed_name, limit, words)
        if as_json:
            for portion in portions(ids, ROWS_AT_ONCE):
                _print_objects(store, portion)
        else:
            from newsreader.cli.rows import lines_of

            with paged(len(ids)) as write:
                for line in lines_of(store, ids, now=now()):
                    write(line)
        if not ids and store.feeds.are_new():
            say(_NO_FEEDS)
        elif not ids and not as_json:
            meant = likely_state(" ".join(words))
            say(f"Nothing found. Did you mean {meant}?" if meant else "Nothing found.")


@click.command()
@click.argument("article_id", type=int, metavar="ID")
@click.option("--text", "form", flag_value="text", default=True, help="As plain text (the default).")
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown with front matter.")
@click.option("--html", "form", flag_value="html", help="As an HTML document.")
@click.option("--changes", "form", flag_value="changes", help="What its feed changed: [-gone-] {+new+}.")
@as_json
@click.pass_obj
def show(paths: Paths, article_id: int, form: str, as_json: bool) -> None:
    """Print an article."""
    with opened(paths) as store:
        article = store.articles.get(article_id)
        earlier = store.revisions.of_article(article_id) if form == "changes" else []
        states = store.sorting.of([article_id]) if as_json else {}
    if as_json:
        from newsreader.writing.fields import article_fields

        print_json(article_fields(article, states[article_id].progress))
    elif form == "markdown":
        from newsreader.writing.markdown import markdown_article

        print_text(markdown_article(article))
    elif form == "html":
        from newsreader.writing.html import html_page

        print_text(html_page(article))
    elif form == "changes":
        _print_changes(article, earlier)
    else:
        from newsreader.writing.plain import plain_article

        print_text(plain_article(article, width=text_width()))


def _print_changes(article: Article, earlier: Sequence[Version]) -> None:
    from newsreader.writing.changes import edits_of
    from newsreader.writing.plain_changes import plain_changes

    if earlier:
        print_text(plain_changes(edits_of(article, earlier), width=text_width()))
    else:
        say(f"The text of article {article.headline.id} did not change since it came.")


def _print_objects(store: Store, ids: Sequence[int]) -> None:
    from newsreader.writing.fields import headline_fields

    states, copies = store.sorting.of(ids), store.articles.copies_of(ids)
    for headline in store.articles.headlines(ids):
        if headline.id in states:  # else it was deleted between the two
            progress, also_in = states[headline.id].progress, copies.get(headline.id, ())
            print_json(headline_fields(headline, progress, also_in))


def _feed_fields(feed: Feed) -> dict[str, object]:
    return {
        "id": feed.id,
        "url": feed.url,
        "title": clean(feed.title),
        "folder": clean(feed.folder),
        "total": feed.total,
        "unread": feed.unread,
        "error": clean(feed.error) if feed.error else None,
        "error_since": iso(feed.error_since),
    }


COMMANDS = (feeds, list_, show)
