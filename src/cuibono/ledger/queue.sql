-- Fills the tables of what people may want to decide. `bounds` holds what review.toml and resolve.toml say of it.

-- First what rests on one origin or none and names an amount, then what else rests so and several reports repeat,
-- then what is disputed or told differently, then the rest; the most repeated first.
INSERT INTO queue
SELECT
    lines.event,
    CASE
        WHEN lines.grade NOT IN ('single_origin', 'anonymous_only', 'unattributed') THEN
            iif(lines.grade = 'disputed' OR differing > 0, 2, 3)
        WHEN amount_approx IS NOT NULL THEN 0
        WHEN reports > 1 THEN 1
        ELSE iif(differing > 0, 2, 3)
    END * 1000000 - min(reports, 999999),
    lines.kind,
    lines.grade
FROM lines JOIN events ON events.id = lines.event;

INSERT INTO queue_splits
SELECT lines.event, -1000000 * fields - min(claims, 999999), kind, grade
FROM (
    SELECT event, count(DISTINCT field) AS fields
    FROM contradictions
    WHERE field IN ('actor', 'counterpart', 'amount', 'date', 'place')
    GROUP BY event
) AS differing
JOIN (SELECT event, count(*) AS claims FROM event_claims GROUP BY event HAVING count(*) > 1) AS several
    ON several.event = differing.event
JOIN lines ON lines.event = differing.event;

INSERT INTO queue_pairs
WITH
told AS (
    SELECT
        event,
        kind,
        CAST(julianday(iif(day < '9999', day, json_extract(told, '$[7][0]'))) AS INTEGER) AS at
    FROM lines
),
sided AS (
    SELECT DISTINCT party, iif(kind = 'meeting', 'actor', side) AS side, told.event, kind, at
    FROM event_parties JOIN told ON told.event = event_parties.event
    WHERE at IS NOT NULL
),
neighbours AS (
    SELECT
        side, event, at,
        lag(event, 1) OVER way AS one, lag(at, 1) OVER way AS one_at,
        lag(event, 2) OVER way AS two, lag(at, 2) OVER way AS two_at,
        lag(event, 3) OVER way AS three, lag(at, 3) OVER way AS three_at
    FROM sided
    WINDOW way AS (PARTITION BY party, side, kind ORDER BY at, event)
),
near AS (
    SELECT one AS first, event AS second, side, at - one_at AS gap FROM neighbours WHERE one IS NOT NULL
    UNION ALL SELECT two, event, side, at - two_at FROM neighbours WHERE two IS NOT NULL
    UNION ALL SELECT three, event, side, at - three_at FROM neighbours WHERE three IS NOT NULL
),
pairs AS (
    SELECT
        min(first, second) AS first,
        max(first, second) AS second,
        count(*) AS shares,
        max(side = 'counterpart') AS faced,
        min(gap) AS gap
    FROM near, bounds
    WHERE gap <= days AND first <> second
    GROUP BY min(first, second), max(first, second)
),
weighed AS (
    SELECT
        pairs.*,
        one.kind,
        min(shares, 3) * shared
        + iif(gap = 0, same_day, 0)
        + iif(
            NOT faced AND one.kind <> 'meeting'
            AND EXISTS (SELECT 1 FROM event_parties WHERE event = first AND side = 'counterpart')
            AND EXISTS (SELECT 1 FROM event_parties WHERE event = second AND side = 'counterpart'),
            other_side, 0
        )
        + iif(
            one.amount_approx IS NULL OR other.amount_approx IS NULL, 0,
            iif(
                one.amount_low IS other.amount_low AND one.amount_currency IS other.amount_currency,
                same_amount, other_amount
            )
        )
        + iif(one.place = other.place, same_place, 0) AS likeness
    FROM pairs
    JOIN events AS one ON one.id = first
    JOIN events AS other ON other.id = second, bounds
)
SELECT first || ' ' || second, first, second, -1000000 * CAST(round(likeness * 100) AS INTEGER) + gap, kind
FROM weighed, bounds
WHERE likeness >= least;

INSERT OR IGNORE INTO queue_links
SELECT
    first || ' ' || second,
    number,
    1000000 * CAST(round(abs(score - threshold) * 100) AS INTEGER)
    - min(coalesce(one_sum.events, 0) + coalesce(other_sum.events, 0), 999999)
FROM links
JOIN bounds
JOIN namings AS one ON one.id = first
JOIN namings AS other ON other.id = second
LEFT JOIN party_sums AS one_sum ON one_sum.party = one.party
LEFT JOIN party_sums AS other_sum ON other_sum.party = other.party
WHERE ruling = 'scored' AND abs(score - threshold) < reach;

INSERT INTO queue_sizes
SELECT
    (SELECT count(*) FROM event_claims),
    (SELECT count(*) FROM queue_links),
    (SELECT count(*) FROM queue_pairs),
    (SELECT count(*) FROM queue_splits);
