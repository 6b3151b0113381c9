-- Claims in the order of the documents and of the text; of one kind, with a party whose name holds these letters, of
-- one document (by id or file name), or with an id that begins so.
SELECT * FROM whole_claims AS claims
WHERE
    (:kind IS NULL OR kind = :kind)
    AND (:document IS NULL OR document IN (SELECT id FROM documents WHERE id = :document OR file = :document))
    AND (:id IS NULL OR substr(id, 1, length(:id)) = :id)
    AND (
        :party IS NULL
        OR EXISTS (SELECT 1 FROM claim_parties WHERE claim = claims.id AND instr(fold(name), fold(:party)) > 0)
    )
ORDER BY number
