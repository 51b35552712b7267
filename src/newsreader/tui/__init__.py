"""The only room that knows Textual: the app, its screens and widgets. Must not parse, fetch or speak SQL."""
