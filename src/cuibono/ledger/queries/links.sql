-- All links; the strongest first.
SELECT first, second, score, features, same, ruling
FROM links
ORDER BY score DESC, number
