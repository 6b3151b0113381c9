-- A stretch of the trouble with the evidence, skipped files first; of one code, where one is asked for.
SELECT number, code, message, severity, file, document, "start", "end"
FROM problems
WHERE
    number > :after
    AND code = :code -- if code
ORDER BY number
LIMIT :most
