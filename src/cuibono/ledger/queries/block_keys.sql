-- Where the keys of one run lie: gone when it ends.
CREATE TABLE block_keys (
    "key" TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY ("key", id)
) STRICT, WITHOUT ROWID
