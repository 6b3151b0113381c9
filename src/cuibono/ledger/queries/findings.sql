-- Findings in order; all, or those about one event or claim.
SELECT
    subject, register, title, rule, verdict, reason, arithmetic, coverage,
    (
        SELECT json_group_array(json_array(record, role, note))
        FROM (SELECT record, role, note FROM finding_rows WHERE finding = findings.number ORDER BY position)
    ) AS told
FROM findings
WHERE :subject IS NULL OR subject = :subject
ORDER BY number
