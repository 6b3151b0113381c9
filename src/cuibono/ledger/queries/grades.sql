-- How many events there are of each grade.
SELECT grade, count(*) FROM standing GROUP BY grade ORDER BY count(*) DESC, grade
