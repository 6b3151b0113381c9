-- For each naming in a document, its party.
SELECT document, name, kind, party FROM namings WHERE party IS NOT NULL ORDER BY document, name, kind
