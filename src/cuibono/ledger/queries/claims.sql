-- Claims in the order of the documents and of the text; of one kind, with a party whose name holds these letters, of
-- one document (by id or file name), or with an id that begins so.
SELECT
    id, document, kind, "start", "end", quote, topic,
    amount_low, amount_high, amount_currency, amount_approx, amount_per, earliest, latest, basis, place,
    stance, cue, rules, ordering,
    (
        SELECT json_group_array(json_array(side, "start", "end", name, kind, json(roles)))
        FROM (SELECT * FROM claim_parties WHERE claim = claims.id ORDER BY side, position)
    ) AS parties,
    (
        SELECT json_group_array(json_array(name, kind, "start", "end"))
        FROM (SELECT * FROM claim_sources WHERE claim = claims.id ORDER BY position)
    ) AS sources
FROM claims
WHERE
    (:kind IS NULL OR kind = :kind)
    AND (:document IS NULL OR document IN (SELECT id FROM documents WHERE id = :document OR file = :document))
    AND (:id IS NULL OR substr(id, 1, length(:id)) = :id)
    AND (
        :party IS NULL
        OR EXISTS (SELECT 1 FROM claim_parties WHERE claim = claims.id AND instr(fold(name), fold(:party)) > 0)
    )
ORDER BY number
