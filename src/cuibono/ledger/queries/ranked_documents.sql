-- Documents that hold the words, the best first; a word in the title weighs as much as five in the text.
SELECT rowid FROM documents_text WHERE documents_text MATCH :words ORDER BY bm25(documents_text, 5.0, 1.0), rowid LIMIT :most
