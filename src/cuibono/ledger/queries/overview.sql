-- How many documents there are, and the first and last day on which any was published.
SELECT count(*), min(published_earliest), max(published_earliest) FROM documents
