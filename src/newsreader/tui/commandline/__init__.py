"""The line that `:` opens. Every command is reached by its id or a short name; some take arguments.

    :star   :mark.read   :q   :42   :feed Harbour News   :set list.density airy   :undo 14:05

Imported when it is first asked for. Only `running` and `asking` know the screen; the rest is pure.
"""
