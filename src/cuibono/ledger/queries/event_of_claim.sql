-- For each claim, its event.
SELECT claim, event FROM event_claims ORDER BY claim
