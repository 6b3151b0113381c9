-- Origins, all or those behind one event, in the order of their ids.
SELECT id, name, kind, outlet, party
FROM origins
WHERE :event IS NULL OR id IN (SELECT origin FROM event_origins WHERE event = :event)
ORDER BY id
