-- A stretch of the events in the order of their days, undated ones last; or, newest first. Lines that end in "if" or
-- "unless" are left out where what they name is not, or is, asked for.
SELECT event, day
FROM lines
WHERE
    day >= ''
    AND kind = :kind -- if kind
    AND grade = :grade -- if grade
    AND differing > 0 -- if differing
    AND day >= :first AND day < '9999-12-31' -- if first
    AND day <= :last -- if last
    AND (day, event) > (:after_day, :after) -- if ahead
    AND (day, event) < (:after_day, :after) -- if back
ORDER BY day, event -- unless newest
ORDER BY day DESC, event DESC -- if newest
LIMIT :most
