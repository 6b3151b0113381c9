-- Parties with these words in their names, those that stand in most events first, out of so many that are looked at.
SELECT found.party, party_sums.name, party_sums.events, parties.name, parties.kind
FROM (SELECT party FROM party_names WHERE party_names MATCH :words LIMIT :looked) AS found
JOIN party_sums ON party_sums.party = found.party
JOIN parties ON parties.id = found.party
ORDER BY party_sums.events DESC, party_sums.name DESC, found.party DESC
LIMIT :most
