-- The first namings of a party.
SELECT id, document, name, kind, roles, tenures, aliases, day
FROM namings
WHERE party = :party
ORDER BY position
LIMIT :most
