-- Claims whose quote holds the words, best first.
SELECT claims.document, documents.file, claims.id, snippet(claims_text, 0, '[', ']', ' ... ', 40)
FROM claims_text
JOIN claims ON claims.number = claims_text.rowid
JOIN documents ON documents.id = claims.document
WHERE claims_text MATCH :words
ORDER BY claims_text.rank, claims.number
LIMIT :most
