-- The first and the last day on which any document was published.
SELECT (SELECT min(published_earliest) FROM documents), (SELECT max(published_earliest) FROM documents)
