"""LDA filings: who lobbies for whom, on what, before whom, for how much (registrations and reports LD-1 and LD-2).

Takes: an answer of the interface's `filings`.
Gives: one record for each filing, with a part for each body of government that it names.
Knows nothing of: where the file comes from.
"""
