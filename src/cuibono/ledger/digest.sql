-- Fills the tables that lists and pictures are made from. `corrected` holds the stances that people gave to claims.

INSERT INTO lines
SELECT
    events.id,
    coalesce(earliest, latest, '9999-12-31'),
    coalesce(latest, earliest, '9999-12-31'),
    earliest IS NOT NULL AND latest IS NOT NULL AND julianday(latest) - julianday(earliest) > 366,
    kind,
    grade,
    coalesce(
        (
            SELECT coalesce(corrected.stance, claims.stance) AS said
            FROM tellings
            JOIN claims ON claims.id = tellings.claim
            LEFT JOIN corrected ON corrected.claim = claims.id
            WHERE event = events.id AND bears = 'supports'
            ORDER BY said <> 'asserted', position
            LIMIT 1
        ),
        (SELECT 'denied' FROM tellings WHERE event = events.id AND bears = 'denies'),
        'asserted'
    ),
    (SELECT count(DISTINCT document) FROM tellings WHERE event = events.id AND bears = 'supports'),
    (
        SELECT count(DISTINCT document) FROM tellings
        WHERE
            event = events.id AND bears = 'denies'
            AND document NOT IN (SELECT document FROM tellings WHERE event = events.id AND bears = 'supports')
    ),
    (
        SELECT count(DISTINCT document) FROM tellings
        WHERE
            event = events.id AND bears = 'hints'
            AND document NOT IN (SELECT document FROM tellings WHERE event = events.id AND bears <> 'hints')
    ),
    (SELECT count(*) FROM event_origins WHERE event = events.id),
    (SELECT count(*) FROM contradictions WHERE event = events.id),
    coalesce(
        (
            SELECT group_concat(name, ', ')
            FROM (
                SELECT parties.name FROM event_parties JOIN parties ON parties.id = event_parties.party
                WHERE event = events.id AND side = 'actor'
                ORDER BY position
            )
        ),
        ''
    ),
    coalesce(
        (
            SELECT group_concat(name, ', ')
            FROM (
                SELECT parties.name FROM event_parties JOIN parties ON parties.id = event_parties.party
                WHERE event = events.id AND side = 'counterpart'
                ORDER BY position
            )
        ),
        ''
    ),
    (
        SELECT json_group_array(day)
        FROM (
            SELECT DISTINCT published_earliest AS day
            FROM tellings JOIN documents ON documents.id = tellings.document
            WHERE event = events.id AND published_earliest IS NOT NULL
            ORDER BY published_earliest
        )
    ),
    (
        SELECT max(collected) FROM tellings JOIN documents ON documents.id = tellings.document
        WHERE event = events.id
    )
FROM standing AS events;

INSERT OR IGNORE INTO party_lines
SELECT party, day, lines.event, side, kind, grade
FROM event_parties JOIN lines ON lines.event = event_parties.event;

INSERT INTO tallies
SELECT '', '', kind, grade, substr(day, 1, 7), count(*) FROM lines GROUP BY kind, grade, substr(day, 1, 7);

INSERT INTO tallies
SELECT party, side, kind, grade, substr(day, 1, 7), count(*)
FROM party_lines
GROUP BY party, side, kind, grade, substr(day, 1, 7);

INSERT INTO ties
SELECT one.party, other.party, kind, grade, substr(day, 1, 4), count(DISTINCT lines.event)
FROM event_parties AS one
JOIN event_parties AS other ON other.event = one.event AND other.side = 'counterpart' AND other.party <> one.party
JOIN lines ON lines.event = one.event
WHERE one.side = 'actor'
GROUP BY one.party, other.party, kind, grade, substr(day, 1, 4);

INSERT INTO party_sums
SELECT parties.id, fold(parties.name), count(DISTINCT event)
FROM parties LEFT JOIN party_lines ON party_lines.party = parties.id
GROUP BY parties.id;

INSERT INTO party_names (party, names)
SELECT
    id,
    name || ' ' || coalesce((SELECT group_concat(value, ' ') FROM json_each(aliases)), '')
    || ' ' || coalesce((SELECT group_concat(name, ' ') FROM namings WHERE party = parties.id), '')
FROM parties;

INSERT INTO figures
SELECT 'documents', count(*) FROM documents
UNION ALL SELECT 'claims', count(*) FROM claims
UNION ALL SELECT 'events', count(*) FROM events
UNION ALL SELECT 'undated', count(*) FROM events WHERE earliest IS NULL AND latest IS NULL
UNION ALL SELECT 'differing', count(*) FROM lines WHERE differing > 0
UNION ALL SELECT 'origins', count(DISTINCT origin) FROM event_origins
UNION ALL SELECT 'parties', count(*) FROM parties
UNION ALL SELECT 'edges', count(*) FROM edges
UNION ALL SELECT 'findings', count(*) FROM findings
UNION ALL SELECT 'leads', count(*) FROM leads;
