-- As window.sql, of the events of these parties: one row a party and event.
SELECT
    lines.event, lines.kind, lines.grade, stance, reports, denying, hinting, origins, actors, counterparts, reported,
    events.earliest, events.latest, basis, amount_low, amount_high, amount_currency, amount_approx, amount_per,
    party_lines.party
FROM party_lines
JOIN lines ON lines.event = party_lines.event
JOIN events ON events.id = lines.event
WHERE
    party_lines.party IN (SELECT value FROM json_each(:ids)) AND party_lines.day < '9999'
    AND lines.last >= :first -- if first
    AND party_lines.day <= :last -- if last
    AND party_lines.kind = :kind -- if kind
    AND party_lines.grade = :grade -- if grade
    AND differing > 0 -- if differing
GROUP BY party_lines.party, party_lines.day, party_lines.event
ORDER BY party_lines.day, lines.event
LIMIT :most
