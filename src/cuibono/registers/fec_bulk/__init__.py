"""FEC bulk data: contributions, committees and candidates of a two-year period, as the Commission's bulk files.

Takes: indiv, oth, pas2, cm, cn or ccl of a two-year period, as its zip or the text in it.
Gives: a SELECT by which DuckDB makes records of the lines.
Knows nothing of: where the files come from, how DuckDB is run.
"""
