-- How many claims hold a word, counted up to a limit.
SELECT count(*) FROM (SELECT 1 FROM claims_text WHERE claims_text MATCH :words LIMIT :most)
