-- How many events of a party, or of all parties together, there are of each kind in each month.
SELECT kind, '', '', month, sum(events)
FROM tallies
WHERE
    party = :party
    AND kind = :kind -- if kind
    AND grade = :grade -- if grade
    AND month >= :first -- if first
    AND month <= :last -- if last
GROUP BY kind, month
