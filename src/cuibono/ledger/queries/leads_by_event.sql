-- Leads for these events, in order.
SELECT event, register, rule, row, why, "where", due
FROM leads
WHERE event IN (SELECT value FROM json_each(:ids))
ORDER BY number
