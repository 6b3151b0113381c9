-- The rows of public registers with these ids.
SELECT register, file, parts FROM records WHERE id IN (SELECT value FROM json_each(:ids))
