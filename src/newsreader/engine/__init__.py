"""Everything that fetches and writes: the use cases, and the process that runs them beside the app."""
