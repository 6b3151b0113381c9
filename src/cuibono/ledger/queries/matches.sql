-- Claims that hold the words, the latest first, as far as a limit: by what they are narrowed.
SELECT spot, event, kind, grade, day, publisher
FROM (SELECT rowid AS spot FROM claims_text WHERE claims_text MATCH :words ORDER BY rowid DESC LIMIT :most)
LEFT JOIN facets ON facets.number = spot
