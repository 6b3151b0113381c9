-- With whom a party deals most: the other party, how often the one acts and how often the other does.
SELECT other, sum(acting), sum(facing)
FROM (
    SELECT counterpart AS other, events AS acting, 0 AS facing
    FROM ties
    WHERE
        actor = :party
        AND kind = :kind -- if kind
        AND grade = :grade -- if grade
        AND year >= :first -- if first
        AND year <= :last -- if last
    UNION ALL
    SELECT actor, 0, events
    FROM ties
    WHERE
        counterpart = :party
        AND kind = :kind -- if kind
        AND grade = :grade -- if grade
        AND year >= :first -- if first
        AND year <= :last -- if last
)
GROUP BY other
ORDER BY sum(acting) + sum(facing) DESC, other
LIMIT :most
