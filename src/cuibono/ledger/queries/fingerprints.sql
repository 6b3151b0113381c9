-- What decided each document's reading.
SELECT id, fingerprint FROM documents ORDER BY number
