-- How many problems there are of each code.
SELECT code, count(*) FROM problems GROUP BY code ORDER BY count(*) DESC, code
