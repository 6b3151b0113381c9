-- The documents of the case in the order in which they came; one of them by id, or by file name.
SELECT id, file, text, sha256, title, publisher, published_earliest, published_latest, published_basis, url, language, body,
    authors, dated_by, dated_sure
FROM documents
WHERE (:id IS NULL OR id = :id) AND (:file IS NULL OR file = :file)
ORDER BY number
