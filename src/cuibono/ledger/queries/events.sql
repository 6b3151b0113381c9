-- Events in the order of their days, undated ones last; all, or those of one kind or grade, about a party (part of a
-- name, or an id that it has or had), told by a document (id or file name), holding a claim, or one whose id begins so.
SELECT
    id, kind, topic, amount_low, amount_high, amount_currency, amount_approx, amount_per,
    earliest, latest, basis, place, grade, grade_rule,
    (
        SELECT json_group_array(claim)
        FROM (SELECT claim FROM event_claims WHERE event = events.id ORDER BY position)
    ) AS claims,
    (
        SELECT json_group_array(json_array(document, "start", "end", claim, rests, "by", bears))
        FROM (SELECT * FROM tellings WHERE event = events.id ORDER BY position)
    ) AS tellings,
    (
        SELECT json_group_array(json_array(side, party))
        FROM (SELECT side, party FROM event_parties WHERE event = events.id ORDER BY side, position)
    ) AS sides,
    (
        SELECT json_group_array(origin)
        FROM (SELECT origin FROM event_origins WHERE event = events.id ORDER BY position)
    ) AS origins,
    (
        SELECT json_group_array(json_array(field, sort, json(variants), reason))
        FROM (SELECT * FROM contradictions WHERE event = events.id ORDER BY position)
    ) AS contradictions,
    (
        SELECT json_group_array(json_array(claim, reason))
        FROM (SELECT claim, reason FROM event_reasons WHERE event = events.id ORDER BY position)
    ) AS reasons
FROM standing AS events
WHERE
    (:kind IS NULL OR kind = :kind)
    AND (:grade IS NULL OR grade = :grade)
    AND (
        :document IS NULL
        OR id IN (
            SELECT event FROM tellings
            WHERE document IN (SELECT documents.id FROM documents WHERE documents.id = :document OR file = :document)
        )
    )
    AND (:claim IS NULL OR id = (SELECT event FROM event_claims WHERE claim = :claim))
    AND (
        :beginning IS NULL
        OR id IN (SELECT event FROM event_claims WHERE substr(claim, 1, length(:beginning)) = :beginning)
    )
    AND (
        :party IS NULL
        OR id IN (
            SELECT event
            FROM event_parties
            JOIN parties ON parties.id = event_parties.party
            WHERE
                instr(fold(parties.name), fold(:party)) > 0
                OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE instr(fold(value), fold(:party)) > 0)
                OR parties.id IN (
                    SELECT party FROM namings
                    WHERE instr(fold(namings.name), fold(:party)) > 0 OR namings.id = :naming
                )
        )
    )
ORDER BY coalesce(earliest, latest) IS NULL, coalesce(earliest, latest), id
