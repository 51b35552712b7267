"""From blocks to text for other programs: plain text, Markdown, HTML, EPUB. Pure: no files, no network, no clock."""
