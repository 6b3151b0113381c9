-- The documents with these ids, in the order in which they came.
SELECT id, file, text, sha256, title, publisher, published_earliest, published_latest, published_basis, url, language, body,
    authors, dated_by, dated_sure
FROM documents
WHERE id IN (SELECT value FROM json_each(:ids))
ORDER BY number
