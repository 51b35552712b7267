"""The widgets: each shows what it is given and says what was done to it. They know neither store nor engine."""
