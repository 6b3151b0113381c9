-- A stretch of the claims of events, what matters most first, without those that people have decided on.
SELECT event_claims.claim, queue.event, queue.rank, event_claims.position
FROM queue CROSS JOIN event_claims ON event_claims.event = queue.event -- unless document
FROM claims CROSS JOIN event_claims ON event_claims.claim = claims.id -- if document
CROSS JOIN queue ON queue.event = event_claims.event -- if document
WHERE
    event_claims.claim NOT IN (SELECT value FROM json_each(:decided))
    AND queue.kind = :kind -- if kind
    AND queue.grade = :grade -- if grade
    AND queue.event IN (SELECT event FROM event_parties WHERE party = :party) -- if party
    AND queue.event = :event -- if event
    AND claims.document = :document -- if document
    AND (queue.rank, queue.event) >= (:rank, :after_event) -- if after
    AND (queue.rank, queue.event, event_claims.position) > (:rank, :after_event, :position) -- if after
ORDER BY queue.rank, queue.event, event_claims.position
LIMIT :most
