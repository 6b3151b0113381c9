-- Links between these pairs of namings.
SELECT value, first, second, score, features, same, ruling
FROM json_each(:ids)
JOIN links ON links.first = substr(value, 1, instr(value, ' ') - 1) AND links.second = substr(value, instr(value, ' ') + 1)
ORDER BY links.number
