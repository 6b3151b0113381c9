-- Events of one grade, those with most origins, then most reports, first.
SELECT event FROM lines WHERE grade = :grade ORDER BY origins DESC, reports DESC, event DESC LIMIT :most
