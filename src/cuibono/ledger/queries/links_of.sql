-- Links of which either end is one of these namings, the strongest first.
SELECT first, second, score, features, same, ruling
FROM links
WHERE number IN (
    SELECT number FROM links WHERE first IN (SELECT value FROM json_each(:ids))
    UNION
    SELECT number FROM links WHERE second IN (SELECT value FROM json_each(:ids))
)
ORDER BY score DESC, number
LIMIT :most
