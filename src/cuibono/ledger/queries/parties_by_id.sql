-- The parties with these ids.
SELECT * FROM whole_parties WHERE id IN (SELECT value FROM json_each(:ids))
