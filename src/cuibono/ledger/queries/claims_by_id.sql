-- The claims with these ids, in the order of the documents and of the text.
SELECT * FROM whole_claims WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY number
