-- The event that holds the claim with this id.
SELECT event FROM event_claims WHERE claim = :claim
