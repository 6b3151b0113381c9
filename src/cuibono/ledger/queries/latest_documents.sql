-- Documents that hold the words, the latest first.
SELECT rowid FROM documents_text WHERE documents_text MATCH :words ORDER BY rowid DESC LIMIT :most
