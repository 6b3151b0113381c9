-- How many problems there are.
SELECT count(*) FROM problems
