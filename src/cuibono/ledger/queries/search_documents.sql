-- Documents that hold the words, best first; a word in the title weighs as much as five in the text.
SELECT documents.id, documents.file, NULL, snippet(documents_text, -1, '[', ']', ' ... ', 24)
FROM documents_text
JOIN documents ON documents.number = documents_text.rowid
WHERE documents_text MATCH :words
ORDER BY bm25(documents_text, 5.0, 1.0), documents.number
LIMIT :most
