SELECT
    CAND_ID AS key,
    'candidate' AS sort,
    CAND_NAME AS actor,
    'person' AS actor_kind,
    CAND_PCC AS counterpart,
    CASE WHEN CAND_PCC <> '' THEN 'organisation' END AS counterpart_kind,
    '{scope}' AS scope,
    concat('https://www.fec.gov/data/candidate/', CAND_ID, '/') AS url,
    line,
    {own} AS own
FROM lines WHERE CAND_ID <> ''
QUALIFY row_number() OVER (PARTITION BY CAND_ID ORDER BY line) = 1
