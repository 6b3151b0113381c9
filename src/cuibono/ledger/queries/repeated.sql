-- Events of one grade and number of origins, those with most reports first.
SELECT event FROM lines WHERE grade = :grade AND origins = :origins ORDER BY reports DESC, event DESC LIMIT :most
