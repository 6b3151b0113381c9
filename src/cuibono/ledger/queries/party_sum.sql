-- In how many events a party stands.
SELECT events FROM party_sums WHERE party = :party
