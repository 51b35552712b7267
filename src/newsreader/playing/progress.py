"""What a player said of how far it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

_BEGINNING_S = 5
"""Who stops so soon has not begun."""
_ENDING_S = 15
"""Who stops so late has heard it all: what is left are thanks and music."""
_LONGEST_S = 7 * 24 * 3600


@dataclass(slots=True)
class Progress:
    """How far a recording is; times in seconds, as the player says them."""

    place_s: float | None = None
    length_s: float | None = None
    has_ended: bool = False
    """Did the player come to the end by itself."""

    def take(self, name: str, value: object) -> None:
        """Take what the player says of one of its properties; what is no time is passed over."""
        if name == "eof-reached":
            self.has_ended = self.has_ended or value is True
        elif isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LONGEST_S:
            if name == "time-pos":
                self.place_s = value
            elif name == "duration":
                self.length_s = value

    @property
    def is_known(self) -> bool:
        """Was anything said that is worth keeping."""
        return self.has_ended or self.place_s is not None

    @property
    def is_at_end(self) -> bool:
        """Was it heard to its end."""
        if self.has_ended:
            return True
        place, length = self.place_s, self.length_s
        return place is not None and length is not None and length > 4 * _ENDING_S and place >= length - _ENDING_S

    @property
    def position_s(self) -> int:
        """Where to go on the next time: at the beginning, if it was hardly begun or came to its end."""
        if self.is_at_end or self.place_s is None or self.place_s < _BEGINNING_S:
            return 0
        return int(self.place_s)
