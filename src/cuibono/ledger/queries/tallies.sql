-- How many events of a party, or of all parties together, there are of each kind, side and grade in each month.
SELECT kind, side, grade, month, events
FROM tallies
WHERE
    party = :party
    AND kind = :kind -- if kind
    AND grade = :grade -- if grade
    AND month >= :first -- if first
    AND month <= :last -- if last
