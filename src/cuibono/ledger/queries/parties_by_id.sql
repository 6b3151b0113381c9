-- The parties with these ids, without their namings, of which one may have very many.
SELECT id, name, kind, aliases, tenures, '[]' FROM parties WHERE id IN (SELECT value FROM json_each(:ids))
