"""The process beside a player: it keeps how far a recording was played. Knows no screen and no network."""
