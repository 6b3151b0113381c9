-- For each of these claims, the event that it tells of.
SELECT claim, event FROM event_claims WHERE claim IN (SELECT value FROM json_each(:ids))
