-- How many events lie in a window, counted up to a limit.
SELECT count(*)
FROM (
    SELECT 1
    FROM lines
    WHERE
        day < '9999'
        AND kind = :kind -- if kind
        AND grade = :grade -- if grade
        AND differing > 0 -- if differing
        AND day >= :first -- if first
        AND day <= :last -- if last
    LIMIT :most
)
