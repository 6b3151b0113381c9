-- Namings of one party as they were weighed.
SELECT id, document, name, kind, roles, tenures, aliases, day
FROM namings
WHERE party = :party
ORDER BY position, id
