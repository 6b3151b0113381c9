-- How many documents hold a word, counted up to a limit.
SELECT count(*) FROM (SELECT 1 FROM documents_text WHERE documents_text MATCH :words LIMIT :most)
