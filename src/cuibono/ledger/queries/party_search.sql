-- Parties with these words in their names, those that stand in most events first: so they stand in the index.
SELECT found.party, party_sums.name, party_sums.events, parties.name, parties.kind
FROM (SELECT rowid AS spot, party FROM party_names WHERE party_names MATCH :words ORDER BY rowid LIMIT :most) AS found
JOIN party_sums ON party_sums.party = found.party
JOIN parties ON parties.id = found.party
ORDER BY spot
