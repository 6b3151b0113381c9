"""Web: a case on screen, and the same views for programs.

Takes: a case folder.
Gives: an application that answers with pages, or with JSON where an address ends in .json; a site of files.
Knows nothing of: how anything was found. It only looks; decisions of people go through pipeline.note alone.
"""
