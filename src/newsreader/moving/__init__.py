"""Bring subscriptions in from other readers and take them out again. Pure: no files, no network, no store."""
