-- The party that holds the naming with this id.
SELECT party FROM namings WHERE id = :naming
