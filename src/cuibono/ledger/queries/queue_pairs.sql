-- A stretch of the pairs of events that may be one, without those that people have decided on.
SELECT pair, rank, first, second
FROM queue_pairs
WHERE
    pair NOT IN (SELECT value FROM json_each(:decided))
    AND kind = :kind -- if kind
    AND EXISTS (SELECT 1 FROM lines WHERE event IN (first, second) AND grade = :grade) -- if grade
    AND pair IN ( -- if event
        SELECT pair FROM queue_pairs WHERE first = :event -- if event
        UNION ALL SELECT pair FROM queue_pairs WHERE second = :event -- if event
    ) -- if event
    AND pair IN ( -- if party
        SELECT pair FROM event_parties JOIN queue_pairs ON first = event WHERE party = :party -- if party
        UNION ALL SELECT pair FROM event_parties JOIN queue_pairs ON second = event WHERE party = :party -- if party
    ) -- if party
    AND pair IN ( -- if document
        SELECT pair FROM tellings JOIN queue_pairs ON first = event WHERE document = :document -- if document
        UNION ALL SELECT pair FROM tellings JOIN queue_pairs ON second = event WHERE document = :document -- if document
    ) -- if document
    AND (rank, pair) > (:rank, :after_key) -- if after
ORDER BY rank, pair
LIMIT :most
