-- Claims that hold the words, the best first.
SELECT rowid FROM claims_text WHERE claims_text MATCH :words ORDER BY rank, rowid LIMIT :most
