-- Parties, those that stand in most events first; or by name.
SELECT party_sums.party, party_sums.name, party_sums.events, parties.name, parties.kind
FROM party_sums JOIN parties ON parties.id = party_sums.party
WHERE
    party_sums.party > ''
    AND (party_sums.events, party_sums.name, party_sums.party) < (:after_events, :after_name, :after) -- if busiest
    AND (party_sums.name, party_sums.party) > (:after_name, :after) -- if named
ORDER BY party_sums.events DESC, party_sums.name DESC, party_sums.party DESC -- unless by_name
ORDER BY party_sums.name, party_sums.party -- if by_name
LIMIT :most
