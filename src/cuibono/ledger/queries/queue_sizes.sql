-- How many there are in each queue, without what people have decided on.
SELECT
    (SELECT count(*) FROM event_claims) - (
        SELECT count(*) FROM event_claims WHERE claim IN (SELECT value FROM json_each(:claims))
    ),
    (SELECT count(*) FROM queue_links WHERE pair NOT IN (SELECT value FROM json_each(:links))),
    (SELECT count(*) FROM queue_pairs WHERE pair NOT IN (SELECT value FROM json_each(:pairs))),
    (SELECT count(*) FROM queue_splits WHERE event NOT IN (SELECT value FROM json_each(:splits)))
