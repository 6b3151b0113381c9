-- Namings as they were weighed: all, those of one party, or one of them.
SELECT id, document, name, kind, roles, tenures, aliases, day
FROM namings
WHERE (:party IS NULL OR party = :party) AND (:id IS NULL OR id = :id)
ORDER BY party, position, id
