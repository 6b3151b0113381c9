-- Candidates in the order of the documents and of the text; all, or those of one document (by id or file name).
SELECT * FROM whole_candidates
WHERE :document IS NULL OR document IN (SELECT id FROM documents WHERE id = :document OR file = :document)
ORDER BY number
