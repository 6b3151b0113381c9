-- Of the claims with these numbers, what holds the words: in one pass through the index, from the least to the greatest,
-- since to begin anew at each number takes long where a word is only begun (nort*). The sign + keeps SQLite from that.
SELECT claims.number, claims.id, claims.document, snippet(claims_text, 0, '[', ']', ' ... ', 40)
FROM claims_text CROSS JOIN claims ON claims.number = claims_text.rowid
WHERE
    claims_text MATCH :words
    AND claims_text.rowid BETWEEN :least AND :greatest
    AND +claims_text.rowid IN (SELECT value FROM json_each(:numbers))
