-- As window.sql, of the events of these parties: one row a party and event.
SELECT lines.event, kind, grade, told, party
FROM (
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
) AS chosen
CROSS JOIN lines ON lines.day = chosen.day AND lines.event = chosen.event
ORDER BY chosen.day, chosen.event
LIMIT :most
