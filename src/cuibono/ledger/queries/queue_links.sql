-- A stretch of the pairs of namings that may or may not be one party, without those that people have decided on.
SELECT queue_links.pair, queue_links.rank, links.first, links.second
FROM queue_links CROSS JOIN links ON links.number = queue_links.link
WHERE
    queue_links.pair NOT IN (SELECT value FROM json_each(:decided))
    AND EXISTS (SELECT 1 FROM namings WHERE id IN (links.first, links.second) AND party = :party) -- if party
    AND EXISTS (SELECT 1 FROM namings WHERE id IN (links.first, links.second) AND document = :document) -- if document
    AND (queue_links.rank, queue_links.pair) > (:rank, :after_key) -- if after
ORDER BY queue_links.rank, queue_links.pair
LIMIT :most
