"""What had arrived when somebody last read here: what came since is new to them.

A sitting ends when nobody touches the reader for half an hour, whether it is closed or not. So who closes it by
mistake, or loses it to a crash, finds the same articles new, and who leaves it open overnight finds those of the night.
Only the reader itself notes that somebody is here: scripts that refresh, list or mark leave new what is new.
"""

from __future__ import annotations

from newsreader.store.arrival import note, noted
from newsreader.store.database import Database

PAUSE_S = 30 * 60
"""So long nobody is here before a sitting has ended."""

_BEFORE = "sitting.before"
"""The last article that had arrived when the sitting before this one ended."""
_SEEN = "sitting.seen"
"""The last article that had arrived when somebody was last here."""
_SEEN_AT = "sitting.seen_at"

_NOTED = "(SELECT CAST(value AS INTEGER) FROM meta WHERE key = {})"
_NEVER_HERE = 2**63 - 1
"""Above every id: to who was never here nothing is new."""
OLD_TO_WHO_READS = f"coalesce({_NOTED}, {_NEVER_HERE})".replace("{}", f"'{_BEFORE}'")
"""The last article that is not new, in SQL, for a reader that somebody sits at."""
_IS_OVER = f"{{at}} - {_NOTED} >= {PAUSE_S}".replace("{}", f"'{_SEEN_AT}'")
OLD_AT = f"coalesce({_NOTED}, {_NEVER_HERE})".replace("{}", f"iif({_IS_OVER}, '{_SEEN}', '{_BEFORE}')")
"""The same for whoever asks at a time `{at}` in UTC seconds, maybe from elsewhere and long after the last sitting."""


class Sittings:
    """Kept as numbers in the table `meta`, for all programs that read here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def here(self, *, now: int, was_here: bool = False) -> bool:
        """Note that somebody reads; return whether a sitting began with it. `now` in UTC seconds.

        `was_here`: it is known that somebody was here within the pause, whatever the clock says.
        """
        with self._database.transaction(is_small=True) as connection:
            (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
            seen_at = noted(self._database, _SEEN_AT, -PAUSE_S)
            # A clock that was set back says nothing of how long nobody was here.
            begins = now - seen_at >= PAUSE_S and not was_here
            if begins:
                # At the very first sitting nothing is new yet: the sample edition is no news.
                note(connection, _BEFORE, noted(self._database, _SEEN, newest))
            note(connection, _SEEN, newest)
            note(connection, _SEEN_AT, now)
        return begins
