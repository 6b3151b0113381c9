"""Killing the program, and looking at what it leaves.

Takes: a folder. Gives: a small case in several stages; commands on it; what is there after one was killed.
Knows nothing of: when to kill, what the figures come to.
"""
