"""Visitor logs and calendars of the White House and the offices around it.

Takes: access records, or a log without a header, as CSV. Gives: a record for each visitor.
Knows nothing of: who is who.
"""
