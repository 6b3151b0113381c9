-- How many events of a party there are of each kind and side in each year.
SELECT kind, side, '', substr(month, 1, 4), sum(events)
FROM tallies
WHERE party = :party
GROUP BY kind, side, substr(month, 1, 4)
