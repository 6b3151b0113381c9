-- All trouble with the evidence: first what no document came of, then document by document.
SELECT code, message, severity, file, document, "start", "end"
FROM problems
ORDER BY number
