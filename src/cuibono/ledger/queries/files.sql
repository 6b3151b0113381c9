-- The files of the documents with these ids.
SELECT id, file FROM documents WHERE id IN (SELECT value FROM json_each(:ids))
