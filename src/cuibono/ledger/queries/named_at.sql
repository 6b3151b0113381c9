-- For each of these namings the first place where its document names the party so, with characters on both sides.
SELECT
    found.naming, found.document,
    substr(text, max(at - :wide, 0) + 1, at - max(at - :wide, 0)),
    substr(text, at + 1, till - at),
    substr(text, till + 1, :wide),
    at > :wide,
    length(text) > till + :wide
FROM (
    SELECT namings.id AS naming, namings.document, min(mentions."start") AS at, mentions."end" AS till
    FROM namings
    JOIN mentions
        ON mentions.document = namings.document AND mentions.name = namings.name AND mentions.kind = namings.kind
    WHERE namings.id IN (SELECT value FROM json_each(:ids))
    GROUP BY namings.id
) AS found
JOIN documents ON documents.id = found.document
