-- Articles without their texts, the latest first, those without a day last.
SELECT
    id, file, title, publisher, published_earliest, published_latest, published_basis, language,
    (SELECT count(*) FROM claims WHERE document = documents.id),
    (SELECT count(DISTINCT event) FROM tellings WHERE document = documents.id)
FROM documents
WHERE
    id > ''
    AND publisher = :publisher -- if publisher
    AND published_earliest IS NOT NULL -- if dated
    AND published_earliest IS NULL -- unless dated
    AND (published_earliest, id) < (:after_day, :after) -- if back
    AND id > :after -- if ahead
ORDER BY published_earliest DESC, id DESC -- if dated
ORDER BY id -- unless dated
LIMIT :most
