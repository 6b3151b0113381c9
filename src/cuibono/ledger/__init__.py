"""Ledger: what was read, kept in one SQLite file. The only door to SQLite.

Takes: documents with their readings; questions.
Gives: the same values back, whole; what does not quote its text is refused.
Knows nothing of: files on disk other than the ledger, how a text was read, how answers are shown.
"""
