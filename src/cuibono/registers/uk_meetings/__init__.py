"""Meetings of ministers of the United Kingdom with outside organisations, quarter by quarter.

Takes: a department's CSV. Gives: a record for each organisation of each meeting. Knows nothing of: who is who.
"""
