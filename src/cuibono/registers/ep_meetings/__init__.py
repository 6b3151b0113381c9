"""Meetings that Members of the European Parliament published.

Takes: a list of them as CSV. Gives: a record for each lobbyist of each meeting. Knows nothing of: who is who.
"""
