"""Cui Bono: a ledger of dealings between companies and governments, with quotes, sources and origins."""
