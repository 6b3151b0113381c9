"""FollowTheMoney: payments and other dealings of two parties, from data sets in that model.

Takes: entities as JSON, one a line (.ijson, .jsonl, .ftm, .json).
Gives: a record for each dealing between two named parties.
Knows nothing of: which data set it is, how far it goes.
"""
