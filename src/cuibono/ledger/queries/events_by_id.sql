-- The events with these ids.
SELECT * FROM whole_events WHERE id IN (SELECT value FROM json_each(:ids))
