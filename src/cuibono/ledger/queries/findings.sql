-- Findings in order; all, or those about one event or claim.
SELECT * FROM whole_findings AS findings
WHERE :subject IS NULL OR subject = :subject
ORDER BY number
