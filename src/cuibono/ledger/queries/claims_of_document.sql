-- The claims of the document with this id, in the order of the text.
SELECT * FROM whole_claims WHERE document = :document ORDER BY number
