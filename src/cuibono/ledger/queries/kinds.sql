-- How many claims there are of each kind.
SELECT kind, count(*) FROM claims GROUP BY kind ORDER BY count(*) DESC, kind
