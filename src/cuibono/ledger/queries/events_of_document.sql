-- The ids of the events that a document tells of.
SELECT DISTINCT event FROM tellings WHERE document = :document
