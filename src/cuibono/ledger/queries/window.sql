-- What the timeline shows of events that lie, at least in part, in a window. Those that are not long and are still going
-- on at its first day began at most so many days before it; the long ones are chosen in their index alone.
SELECT event, kind, grade, told
FROM (
    SELECT day, event, kind, grade, told FROM lines
    WHERE
        day < '9999' AND long = 0
        AND day >= :reach -- if first
        AND last >= :first -- if first
        AND day <= :last -- if last
        AND kind = :kind -- if kind
        AND grade = :grade -- if grade
        AND differing > 0 -- if differing
    UNION ALL
    SELECT lines.day, lines.event, kind, grade, told
    FROM (
        SELECT day, event FROM lines
        WHERE
            day < '9999' AND long = 1
            AND last >= :first -- if first
            AND day <= :last -- if last
            AND kind = :kind -- if kind
            AND grade = :grade -- if grade
            AND differing > 0 -- if differing
    ) AS chosen
    CROSS JOIN lines ON lines.day = chosen.day AND lines.event = chosen.event
)
ORDER BY day, event
LIMIT :most
