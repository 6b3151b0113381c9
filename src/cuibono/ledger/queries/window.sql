-- What the timeline shows of events that lie, at least in part, in a window.
SELECT
    lines.event, lines.kind, lines.grade, stance, reports, denying, hinting, origins, actors, counterparts, reported,
    events.earliest, events.latest, basis, amount_low, amount_high, amount_currency, amount_approx, amount_per
FROM (
    SELECT * FROM lines
    WHERE
        day < '9999' AND long = 0
        AND day >= :reach -- if first
        AND last >= :first -- if first
        AND day <= :last -- if last
        AND kind = :kind -- if kind
        AND grade = :grade -- if grade
        AND differing > 0 -- if differing
    UNION ALL
    SELECT * FROM lines
    WHERE
        day < '9999' AND long = 1
        AND last >= :first -- if first
        AND day <= :last -- if last
        AND kind = :kind -- if kind
        AND grade = :grade -- if grade
        AND differing > 0 -- if differing
) AS lines
JOIN events ON events.id = lines.event
ORDER BY day, lines.event
LIMIT :most
