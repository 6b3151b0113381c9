-- Every place where one document names a party, in the order of the text.
SELECT "start", "end", name, kind, roles
FROM mentions
WHERE document = :document
ORDER BY position
