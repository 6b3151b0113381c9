-- The namings with these ids.
SELECT id, document, name, kind, roles, tenures, aliases, day
FROM namings
WHERE id IN (SELECT value FROM json_each(:ids))
ORDER BY id
