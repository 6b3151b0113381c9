"""US legislators: members of Congress, presidents and vice-presidents of the United States.

Takes: legislators-current.yaml, legislators-historical.yaml or executive.yaml of congress-legislators.
Gives: one naming for each person, with tenures.
Knows nothing of: where the files come from.
"""
