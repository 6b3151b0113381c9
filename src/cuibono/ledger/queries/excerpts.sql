-- Of the claims with these numbers, what holds the words.
SELECT claims.number, claims.id, claims.document, snippet(claims_text, 0, '[', ']', ' ... ', 40)
FROM claims_text JOIN claims ON claims.number = claims_text.rowid
WHERE claims_text MATCH :words AND claims_text.rowid IN (SELECT value FROM json_each(:numbers))
