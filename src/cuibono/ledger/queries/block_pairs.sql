-- Pairs of ids that share a key which at most :most ids share, each pair once, in order.
SELECT DISTINCT one.id, two.id
FROM (SELECT "key" FROM block_keys GROUP BY "key" HAVING count(*) BETWEEN 2 AND :most) AS small
JOIN block_keys AS one ON one."key" = small."key"
JOIN block_keys AS two ON two."key" = small."key" AND two.id > one.id
ORDER BY one.id, two.id
