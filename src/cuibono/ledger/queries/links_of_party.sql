-- Links of which either end is a naming of this party; the strongest first.
SELECT first, second, score, features, same, ruling
FROM links
WHERE
    first IN (SELECT id FROM namings WHERE party = :party)
    OR second IN (SELECT id FROM namings WHERE party = :party)
ORDER BY score DESC, number
