-- Where words stand in claims, in the order of the text, as far as a limit: which events, of what kind, grade and day.
SELECT claims.number, claims.id, claims.document, event_claims.event, lines.kind, lines.grade, lines.day, publisher
FROM (SELECT rowid AS spot FROM claims_text WHERE claims_text MATCH :words LIMIT :most)
JOIN claims ON claims.number = spot
JOIN documents ON documents.id = claims.document
LEFT JOIN event_claims ON event_claims.claim = claims.id
LEFT JOIN lines ON lines.event = event_claims.event
