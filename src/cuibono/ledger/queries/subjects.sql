-- The ids that a finding may be about.
SELECT id FROM events
UNION ALL
SELECT id FROM claims
