"""Agents: a case as tools that a program can call over the Model Context Protocol.

Takes: a case folder, a reader for sentences that are to be checked.
Gives: answers with spans, grades and origins, in which every word of a document is marked as quoted material.
Knows nothing of: the command line, HTML; it writes nothing, and no path in a request reaches the disk.
"""
