-- Events in the order of their days, undated ones last; all, or those of one kind or grade, about a party (part of a
-- name, or an id that it has or had), told by a document (id or file name), holding a claim, or one whose id begins so.
SELECT * FROM whole_events AS events
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
