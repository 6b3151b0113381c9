-- For each of these claims its quote, with so many characters of the text on both sides.
SELECT
    claims.id,
    claims.document,
    substr(text, max(claims."start" - :wide, 0) + 1, claims."start" - max(claims."start" - :wide, 0)),
    quote,
    substr(text, claims."end" + 1, :wide),
    claims."start" > :wide,
    length(text) > claims."end" + :wide
FROM claims JOIN documents ON documents.id = claims.document
WHERE claims.id IN (SELECT value FROM json_each(:ids))
