-- A stretch of the events that may be several, without those that people have decided on.
SELECT event, rank
FROM queue_splits
WHERE
    event NOT IN (SELECT value FROM json_each(:decided))
    AND kind = :kind -- if kind
    AND grade = :grade -- if grade
    AND event = :event -- if event
    AND event IN (SELECT event FROM event_parties WHERE party = :party) -- if party
    AND event IN (SELECT event FROM tellings WHERE document = :document) -- if document
    AND (rank, event) > (:rank, :after_key) -- if after
ORDER BY rank, event
LIMIT :most
