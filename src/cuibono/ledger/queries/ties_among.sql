-- Ties between these parties.
SELECT actor, counterpart, kind, grade, sum(events)
FROM ties
WHERE
    actor IN (SELECT value FROM json_each(:ids)) AND counterpart IN (SELECT value FROM json_each(:ids))
    AND kind = :kind -- if kind
    AND grade = :grade -- if grade
    AND year >= :first -- if first
    AND year <= :last -- if last
GROUP BY actor, counterpart, kind, grade
