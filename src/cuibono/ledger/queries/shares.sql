-- How many events there are of each kind and grade.
SELECT kind, '', grade, '', sum(events) FROM tallies WHERE party = '' GROUP BY kind, grade
