-- How many documents there are, and the first and last day on which any was published.
SELECT
    (SELECT count(*) FROM documents),
    (SELECT min(published_earliest) FROM documents),
    (SELECT max(published_earliest) FROM documents)
