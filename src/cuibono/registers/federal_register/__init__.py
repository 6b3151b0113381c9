"""Acts of the President and the agencies, as the Federal Register publishes them.

Takes: an answer of its API, or texts of executive orders. Gives: a record for each act. Knows nothing of: who is who.
"""
