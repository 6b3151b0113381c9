-- Namings as they were weighed: all, or one of them.
SELECT id, document, name, kind, roles, tenures, aliases, day
FROM namings
WHERE :id IS NULL OR id = :id
ORDER BY party, position, id
