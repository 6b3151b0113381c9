SELECT
    CMTE_ID AS key,
    'committee' AS sort,
    CMTE_NM AS actor,
    'organisation' AS actor_kind,
    nullif(CONNECTED_ORG_NM, 'NONE') AS counterpart,
    CASE WHEN counterpart IS NOT NULL THEN 'organisation' END AS counterpart_kind,
    '{scope}' AS scope,
    concat('https://www.fec.gov/data/committee/', CMTE_ID, '/') AS url,
    line,
    {own} AS own
FROM lines WHERE CMTE_ID <> ''
QUALIFY row_number() OVER (PARTITION BY CMTE_ID ORDER BY line) = 1
