-- How many events there are of each grade.
SELECT grade, count(*) FROM events GROUP BY grade ORDER BY count(*) DESC, grade
