-- Findings about these events and claims, in order.
SELECT * FROM whole_findings WHERE subject IN (SELECT value FROM json_each(:ids)) ORDER BY number
