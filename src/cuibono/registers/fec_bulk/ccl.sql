SELECT
    concat('ccl-', LINKAGE_ID) AS key,
    'linkage' AS sort,
    CAND_ID AS actor,
    'person' AS actor_kind,
    CMTE_ID AS counterpart,
    'organisation' AS counterpart_kind,
    '{scope}' AS scope,
    line,
    {own} AS own
FROM lines WHERE LINKAGE_ID <> ''
