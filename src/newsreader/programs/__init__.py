"""Other people's programs that articles and addresses are handed to: command lines, what they get, running them.

No shell is ever between: a command line becomes words, and what an article fills in stays inside its word.
"""
