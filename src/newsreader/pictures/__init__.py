"""Kept pictures made fit for a screen: their sizes in cells, and a child process that decodes them.

The app never decodes a picture itself: what does so may hang, eat memory or end, and the app goes on. Must not know
Textual, SQL or the network.
"""
