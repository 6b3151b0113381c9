-- As lines.sql, of the events of one party; with another party in them, where one is asked for.
SELECT event, day
FROM party_lines
WHERE
    party = :party
    AND side = :side -- if side
    AND kind = :kind -- if kind
    AND grade = :grade -- if grade
    AND EXISTS (SELECT 1 FROM lines WHERE lines.event = party_lines.event AND differing > 0) -- if differing
    AND EXISTS (SELECT 1 FROM event_parties AS o WHERE o.event = party_lines.event AND o.party = :other) -- if other
    AND day >= :first AND day < '9999-12-31' -- if first
    AND day <= :last -- if last
    AND (day, event) > (:after_day, :after) -- if ahead
    AND (day, event) < (:after_day, :after) -- if back
GROUP BY day, event
ORDER BY day, event -- unless newest
ORDER BY day DESC, event DESC -- if newest
LIMIT :most
