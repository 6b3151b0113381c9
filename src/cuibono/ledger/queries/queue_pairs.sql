-- A stretch of the pairs of events that may be one, without those that people have decided on.
SELECT pair, rank, first, second
FROM queue_pairs
WHERE
    pair NOT IN (SELECT value FROM json_each(:decided))
    AND kind = :kind -- if kind
    AND EXISTS (SELECT 1 FROM lines WHERE event IN (first, second) AND grade = :grade) -- if grade
    AND pair IN (SELECT pair FROM queue_pairs WHERE :event IN (first, second)) -- if event
    AND EXISTS (SELECT 1 FROM event_parties WHERE event IN (first, second) AND party = :party) -- if party
    AND EXISTS (SELECT 1 FROM tellings WHERE event IN (first, second) AND document = :document) -- if document
    AND (rank, pair) > (:rank, :after_key) -- if after
ORDER BY rank, pair
LIMIT :most
