-- Articles that hold the words, best first, out of so many that are looked at.
SELECT documents.id, snippet(documents_text, -1, '[', ']', ' ... ', 24)
FROM documents_text JOIN documents ON documents.number = documents_text.rowid
WHERE
    documents_text MATCH :words
    AND documents_text.rowid <= (
        SELECT max(spot) FROM (SELECT rowid AS spot FROM documents_text WHERE documents_text MATCH :words LIMIT :looked)
    )
ORDER BY bm25(documents_text, 5.0, 1.0), documents.number
LIMIT :most
