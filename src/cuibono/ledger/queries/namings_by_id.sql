-- The namings with these ids, each with its party.
SELECT id, document, name, kind, roles, tenures, aliases, day, party
FROM namings
WHERE id IN (SELECT value FROM json_each(:ids))
