-- Edges at either end of a document (by id or file name), or that hold for an event; or all.
SELECT * FROM whole_edges AS edges
WHERE
    (:event IS NULL OR number IN (SELECT edge FROM edge_events WHERE event = :event))
    AND (
        :document IS NULL
        OR document IN (SELECT id FROM documents WHERE id = :document OR file = :document)
        OR "to" IN (SELECT id FROM documents WHERE id = :document OR file = :document)
    )
ORDER BY number
