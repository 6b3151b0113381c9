-- Documents that hold the words, the latest first, back to one of them.
SELECT rowid FROM documents_text WHERE documents_text MATCH :words AND rowid >= :back ORDER BY rowid DESC LIMIT :most
