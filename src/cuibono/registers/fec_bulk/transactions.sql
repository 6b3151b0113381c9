SELECT
    SUB_ID AS key,
    coalesce(codes.sort, 'other') AS sort,
    CASE WHEN codes.giver IN ('committee', 'candidate') THEN CMTE_ID ELSE NAME END AS actor,
    CASE WHEN codes.giver IN ('committee', 'candidate') THEN 'organisation' ELSE party END AS actor_kind,
    CASE codes.giver
        WHEN 'committee' THEN NAME
        WHEN 'candidate' THEN coalesce({candidate}, OTHER_ID)
        WHEN 'through' THEN coalesce(OTHER_ID, CMTE_ID)
        ELSE CMTE_ID
    END AS counterpart,
    CASE codes.giver WHEN 'committee' THEN party WHEN 'candidate' THEN NULL ELSE 'organisation' END AS counterpart_kind,
    coalesce(codes.sign, 1) * sum AS amount,
    CASE WHEN sum IS NOT NULL THEN 'USD' END AS currency,
    day AS earliest,
    day AS latest,
    seen AS known,
    codes.sort IS NOT NULL AND codes.why = '' AND coalesce(MEMO_CD, '') <> 'X' AS counts,
    CASE
        WHEN codes.sort IS NULL THEN concat('transaction type ', TRANSACTION_TP, ' is none that is known')
        WHEN codes.why <> '' THEN codes.why
        WHEN MEMO_CD = 'X' THEN 'a memo: its amount is part of another row'
    END AS why,
    MEMO_TEXT AS text,
    '{scope}' AS scope,
    FILE_NUM AS filing,
    {version} AS version,
    {own} AS own
FROM (
    SELECT
        *,
        {day} AS day,
        TRY_CAST(TRANSACTION_AMT AS DECIMAL(16, 2)) AS sum,
        CASE WHEN length(IMAGE_NUM) = 18 THEN CAST(try_strptime(IMAGE_NUM[:8], '%Y%m%d') AS DATE) END AS seen,
        {party} AS party
    FROM lines WHERE SUB_ID <> ''
) LEFT JOIN (VALUES {codes}) AS codes(code, sort, giver, sign, why) ON TRANSACTION_TP = codes.code
