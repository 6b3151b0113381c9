-- Of the documents with these numbers, what holds the words; as excerpts.sql.
SELECT documents.number, documents.id, snippet(documents_text, -1, '[', ']', ' ... ', 24)
FROM documents_text CROSS JOIN documents ON documents.number = documents_text.rowid
WHERE
    documents_text MATCH :words
    AND documents_text.rowid BETWEEN :least AND :greatest
    AND +documents_text.rowid IN (SELECT value FROM json_each(:numbers))
