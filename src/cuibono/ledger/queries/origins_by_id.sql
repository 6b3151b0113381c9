-- The origins with these ids.
SELECT id, name, kind, outlet, party FROM origins WHERE id IN (SELECT value FROM json_each(:ids))
