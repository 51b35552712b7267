"""Pages that are no plain articles: all that people came to read must come out, in order."""

from __future__ import annotations

from tests.articles.making import PROSE, TITLE, page

from newsreader.articles.pages import extract_page
from newsreader.blocks import Block, BlockKind, body_text, full_text

URL = "https://islands.example/ferry"


def blocks_of(html: str, url: str = URL) -> tuple[Block, ...]:
    return extract_page(html, url=url).blocks


def test_a_live_blog_keeps_every_entry_with_its_time() -> None:
    entries = "".join(
        f'<article class="entry"><time datetime="2026-04-03T{10 + n}:15">{10 + n}:15 Uhr</time><h3>Update {n}</h3>'
        f"<p>{text}</p></article>"
        for n, text in enumerate(PROSE)
    )

    text = body_text(blocks_of(page(f'<main><h1>{TITLE}</h1><div class="liveblog">{entries}</div></main>')))

    assert [f"Update {n}" in text for n in range(len(PROSE))] == [True] * len(PROSE)
    assert all(part in text for part in PROSE)


def test_a_gallery_keeps_pictures_and_captions() -> None:
    slides = "".join(
        f'<li class="slide"><figure><img src="/p{n}.jpg" alt="Picture {n}">'
        f"<figcaption>{text}</figcaption></figure></li>"
        for n, text in enumerate(PROSE)
    )

    blocks = blocks_of(page(f'<article><h1>{TITLE}</h1><p>{PROSE[0]}</p><ul class="gallery">{slides}</ul></article>'))

    pictures = [block for block in blocks if block.kind is BlockKind.IMAGE]
    assert [picture.text for picture in pictures] == list(PROSE)
    assert pictures[1].url == "https://islands.example/p1.jpg"


def test_a_listicle_keeps_numbered_headings() -> None:
    entries = "".join(
        f"<h2>{6 - n}. <a href='/boat/{n}'>Boat {n}</a></h2><p>{text}</p>" for n, text in enumerate(PROSE)
    )

    blocks = blocks_of(page(f"<article><h1>{TITLE}</h1>{entries}</article>"))

    assert [block.text for block in blocks if block.kind is BlockKind.HEADING] == [
        f"{6 - n}. Boat {n}" for n in range(len(PROSE))
    ]


def test_a_forum_thread_keeps_all_posts() -> None:
    posts = "".join(
        f'<div class="post" id="p{n}"><div class="author">user{n}</div><div class="postbody">{text}</div></div>'
        for n, text in enumerate(PROSE)
    )

    text = full_text(blocks_of(page(f'<div id="thread"><h1>{TITLE}</h1>{posts}</div>')))

    assert all(part in text for part in PROSE)


def test_questions_and_answers_keep_who_speaks() -> None:
    talk = "".join(f"<p><strong>Question {n}?</strong></p><p>{text}</p>" for n, text in enumerate(PROSE))

    text = body_text(blocks_of(page(f"<article><h1>{TITLE}</h1>{talk}</article>")))

    assert text == "\n\n".join(part for n, prose in enumerate(PROSE) for part in (f"Question {n}?", prose))


def test_show_notes_keep_links_and_the_player() -> None:
    notes = "".join(
        f"<li><a href='https://boats.example/{n}'>Boat yard number {n}</a>: where boat {n} was built</li>"
        for n in range(4)
    )
    html = page(
        f"<article><h1>Episode 12: {TITLE}</h1><audio src='/e12.mp3' title='Episode 12'></audio><p>{PROSE[0]}</p>"
        f"<p>{PROSE[1]}</p><h2>Show notes</h2><ul>{notes}</ul><h2>Music</h2>"
        "<p>“Pier” by the Net Loft Band.</p></article>"
    )

    blocks = blocks_of(html)

    assert [block.text for block in blocks if block.kind is BlockKind.LIST_ITEM][3].startswith("Boat yard number 3")
    assert any(block.kind is BlockKind.EMBED and block.url.endswith("/e12.mp3") for block in blocks)


def test_a_readme_keeps_code_and_lists() -> None:
    html = page(
        '<div class="repo"><nav>Code Issues</nav><div id="readme"><article class="markdown-body"><h1>ferry</h1>'
        f"<p>{PROSE[1]}</p><h2>Install<a class='anchor' href='#install'>#</a></h2>"
        '<div class="highlight highlight-source-shell"><pre>pip install ferry\nferry --every 1h</pre></div>'
        f"<ul><li>runs every hour</li><li>takes nine cars</li></ul><p>{PROSE[4]}</p></article></div></div>",
        title="GitHub - islands/ferry: a timetable",
    )

    blocks = blocks_of(html, "https://github.com/islands/ferry")

    code = next(block for block in blocks if block.kind is BlockKind.CODE)
    assert (code.text, code.language) == ("pip install ferry\nferry --every 1h", "shell")
    assert "runs every hour" in body_text(blocks)
    assert "#" not in body_text(blocks)


def test_the_abstract_of_a_paper_comes_out() -> None:
    html = page(
        f'<div id="abs"><h1 class="title"><span class="descriptor">Title:</span>{TITLE}</h1>'
        '<div class="authors"><a href="/a/berg">Ida Berg</a></div>'
        '<blockquote class="abstract"><span class="descriptor">Abstract:</span>'
        f"{PROSE[0]} {PROSE[1]}</blockquote></div>"
        '<div class="extra-services"><h2>Bibliographic tools</h2></div>'
    )

    assert body_text(blocks_of(html, "https://arxiv.org/abs/2604.00001")) == f"{PROSE[0]} {PROSE[1]}"


def test_an_old_page_of_breaks_becomes_paragraphs() -> None:
    html = page(f"<table><tr><td><font size=2><b>{TITLE}</b><br><br>{'<br><br>'.join(PROSE)}</font></td></tr></table>")

    assert [block.text for block in blocks_of(html)][-len(PROSE) :] == list(PROSE)


def test_a_poem_keeps_its_lines() -> None:
    poem = "<p>The boat that comes<br>each hour at eight<br>is never early,<br>never late.</p>"

    blocks = blocks_of(page(f"<article><h1>{TITLE}</h1><p>{PROSE[0]}</p>{poem}<p>{PROSE[1]}</p></article>"))

    assert blocks[1].text == "The boat that comes\neach hour at eight\nis never early,\nnever late."


def test_arabic_and_hebrew_are_left_as_they_are() -> None:
    arabic = (
        "ستنطلق العبّارة بين الجزيرتين كل ساعة ابتداءً من الربيع، "
        "كما أعلن مكتب الميناء يوم الثلاثاء بعد سنوات طويلة من الانتظار."
    )
    hebrew = (
        "המעבורת בין שני האיים תצא בכל שעה החל מהאביב, כך הודיע משרד הנמל ביום שלישי אחרי שנים ארוכות של המתנה ודיונים."
    )
    html = page(
        f"<article><h1>عبّارة كل ساعة</h1><p>{arabic}</p><p>{hebrew}</p><p>{arabic} {arabic}</p></article>",
        html='<html lang="ar" dir="rtl">',
    )

    found = extract_page(html, url=URL)

    assert body_text(found.blocks) == f"{arabic}\n\n{hebrew}\n\n{arabic} {arabic}"
    assert found.language == "ar"


def test_footnotes_are_notes_without_their_back_links() -> None:
    notes = '<ol><li id="fn1">See the minutes. <a href="#r1" role="doc-backlink">↩</a></li></ol>'
    text = f"<p>{PROSE[0]}<sup><a href='#fn1'>1</a></sup></p><p>{PROSE[1]}</p>"

    blocks = blocks_of(page(f"<article><h1>{TITLE}</h1>{text}{notes}<p>{PROSE[2]}</p></article>"))

    note = next(block for block in blocks if block.kind is BlockKind.NOTE)
    assert (note.marker, note.text) == ("1.", "See the minutes.")
