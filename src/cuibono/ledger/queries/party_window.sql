-- As window.sql, of the events of these parties: one row a party and event.
SELECT lines.event, lines.kind, lines.grade, told, party_lines.party
FROM party_lines JOIN lines ON lines.event = party_lines.event
WHERE
    party_lines.party IN (SELECT value FROM json_each(:ids)) AND party_lines.day < '9999'
    AND lines.last >= :first -- if first
    AND party_lines.day <= :last -- if last
    AND party_lines.kind = :kind -- if kind
    AND party_lines.grade = :grade -- if grade
    AND party_lines.differing > 0 -- if differing
GROUP BY party_lines.party, party_lines.day, party_lines.event
ORDER BY party_lines.day, lines.event
LIMIT :most
