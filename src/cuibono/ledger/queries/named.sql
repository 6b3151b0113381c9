-- Every party as each document names it, with its roles: one row a role list, in the order of the text.
SELECT document, named.name, named.kind, roles, published_latest
FROM (
    SELECT document, name, kind, roles, "start" FROM mentions
    UNION ALL
    SELECT claims.document, claim_parties.name, claim_parties.kind, roles, claim_parties."start"
    FROM claim_parties JOIN claims ON claims.id = claim_parties.claim
) AS named
JOIN documents ON documents.id = named.document
GROUP BY document, named.name, named.kind, roles
ORDER BY document, named.name, named.kind, min("start"), roles
