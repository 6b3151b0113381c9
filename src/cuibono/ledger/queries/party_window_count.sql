-- How many rows party_window.sql gives, counted up to a limit.
SELECT count(*)
FROM (
    SELECT 1 FROM (
        SELECT DISTINCT party, day, event FROM party_lines
        WHERE
            party IN (SELECT value FROM json_each(:ids)) AND day < '9999' AND long = 0
            AND day >= :reach -- if first
            AND last >= :first -- if first
            AND day <= :last -- if last
            AND kind = :kind -- if kind
            AND grade = :grade -- if grade
            AND differing > 0 -- if differing
        UNION ALL
        SELECT DISTINCT party, day, event FROM party_lines
        WHERE
            party IN (SELECT value FROM json_each(:ids)) AND day < '9999' AND long = 1
            AND last >= :first -- if first
            AND day <= :last -- if last
            AND kind = :kind -- if kind
            AND grade = :grade -- if grade
            AND differing > 0 -- if differing
    )
    LIMIT :most
)
