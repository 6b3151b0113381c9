-- How many there are in each queue, without what people have decided on.
SELECT
    claims - (SELECT count(*) FROM event_claims WHERE claim IN (SELECT value FROM json_each(:claims))),
    links - (SELECT count(*) FROM queue_links WHERE pair IN (SELECT value FROM json_each(:links))),
    pairs - (SELECT count(*) FROM queue_pairs WHERE pair IN (SELECT value FROM json_each(:pairs))),
    splits - (SELECT count(*) FROM queue_splits WHERE event IN (SELECT value FROM json_each(:splits)))
FROM queue_sizes
