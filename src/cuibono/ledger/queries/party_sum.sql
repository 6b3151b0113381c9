-- In how many events a party stands, and how many namings it has.
SELECT events, namings FROM party_sums WHERE party = :party
