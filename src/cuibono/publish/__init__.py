"""Publish: what leaves a case as files.

Takes: views and model values from explore.
Gives: files that other people and programs can open without Cui Bono.
Knows nothing of: how claims are read or stored.
"""
