-- Edges from the documents with these ids, in order.
SELECT * FROM whole_edges WHERE document IN (SELECT value FROM json_each(:ids)) ORDER BY number
