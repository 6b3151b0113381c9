-- How many documents came into the case after a time, and how many events they tell of; both counted up to a limit.
SELECT
    (SELECT count(*) FROM (SELECT 1 FROM documents WHERE collected > :since LIMIT :most)),
    (SELECT count(*) FROM (SELECT 1 FROM lines WHERE came > :since LIMIT :most))
