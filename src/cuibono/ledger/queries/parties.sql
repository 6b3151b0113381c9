-- Parties by name; those with these letters in a name, or the one that has, or once had, this id.
SELECT * FROM whole_parties AS parties
WHERE
    (
        :name IS NULL
        OR instr(fold(name), fold(:name)) > 0
        OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE instr(fold(value), fold(:name)) > 0)
        OR id IN (SELECT party FROM namings WHERE instr(fold(name), fold(:name)) > 0)
    )
    AND (:naming IS NULL OR id = (SELECT party FROM namings WHERE id = :naming))
ORDER BY fold(name), id
