"""Dockets and feeds of the United States' federal courts.

Takes: a docket as JSON, or a feed. Gives: a record for each case and each entry. Knows nothing of: who is who.
"""
