"""Measurements that each look at one stage."""
