"""The only HTTP: fetch with every limit, by the rules of addresses. Must not know SQL, feeds' formats or the screen."""
