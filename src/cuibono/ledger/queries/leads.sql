-- Leads in order; all, or those of one event.
SELECT event, register, rule, row, why, "where", due
FROM leads
WHERE :event IS NULL OR event = :event
ORDER BY number
