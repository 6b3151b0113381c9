-- How many there are of each thing that comparing the documents gave.
SELECT 'parties', count(*) FROM parties
UNION ALL SELECT 'events', count(*) FROM events
UNION ALL SELECT 'origins', count(*) FROM origins
UNION ALL SELECT 'edges', count(*) FROM edges
UNION ALL SELECT 'contradictions', count(*) FROM contradictions
