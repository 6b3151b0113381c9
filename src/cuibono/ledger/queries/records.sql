-- Rows of public registers that findings speak of; all, or the one with this id.
SELECT register, file, parts
FROM records
WHERE :id IS NULL OR id = :id
ORDER BY id
