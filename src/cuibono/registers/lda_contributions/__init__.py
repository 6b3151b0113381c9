"""LDA contributions: what lobbyists and those who employ them say they gave (reports LD-203).

Takes: an answer of the interface's `contributions`, or a table that others compiled from such answers.
Gives: one record for each contribution, with further parts for those in whose honour it was.
Knows nothing of: where the file comes from.
"""
