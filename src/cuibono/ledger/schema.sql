-- The ledger of a case. Derived: `cuibono rebuild` makes it again from originals/ and collected.jsonl.
-- Offsets count characters of documents.text from 0, ends exclusive: substr(text, "start" + 1, "end" - "start").
-- Days are ISO 8601; amounts are decimal numbers in whole units of their currency, as text, so that no digit is lost.

-- One text with its source.
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,          -- the order in which files first came into the case, from 1
    id TEXT NOT NULL UNIQUE,             -- made from the sha256 of the original
    file TEXT NOT NULL UNIQUE,           -- the name it was read under
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,                -- of the original, which lies under this name in originals/
    title TEXT,
    publisher TEXT,
    published_earliest TEXT,
    published_latest TEXT,
    published_basis TEXT,
    url TEXT,
    language TEXT,                       -- ISO 639-1
    body INTEGER NOT NULL,               -- where running text begins in `text`
    fingerprint TEXT NOT NULL            -- of all that decided what was read here; '' asks for another reading
) STRICT;

-- One dealing that one passage states.
CREATE TABLE claims (
    number INTEGER PRIMARY KEY,          -- documents.number * 1000000 + its place in the document, from 1
    id TEXT NOT NULL UNIQUE,             -- made from what it says and where
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,                 -- the text from start to end, checked when it was written
    topic TEXT,
    amount_low TEXT,
    amount_high TEXT,
    amount_currency TEXT,                -- ISO 4217
    amount_approx INTEGER CHECK (amount_approx IN (0, 1)), -- NULL where there is no amount
    amount_per TEXT,
    earliest TEXT,
    latest TEXT,
    basis TEXT,                          -- NULL where there is no period
    place TEXT,
    stance TEXT NOT NULL,
    cue TEXT NOT NULL,                   -- the entry of the kind's table that fired
    rules TEXT NOT NULL CHECK (json_valid(rules)), -- the steps that filled the slots, in order
    CHECK ("start" >= 0 AND "end" > "start")
) STRICT;
CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_kind ON claims (kind);

-- Who a claim is about.
CREATE TABLE claim_parties (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('actor', 'counterpart')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,                  -- the fullest name that the document gives
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    PRIMARY KEY (claim, side, position)
) STRICT, WITHOUT ROWID;

-- Who is said to say so, position 1 nearest to the article. A claim without a row is asserted by the article itself.
CREATE TABLE claim_sources (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;

-- Every place where a document names a party.
CREATE TABLE mentions (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- Trouble with the evidence.
CREATE TABLE problems (
    number INTEGER PRIMARY KEY,          -- documents.number * 1000000 + its place; below 1000000 where no document is
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('note', 'skipped')),
    file TEXT,
    document TEXT REFERENCES documents (id) ON DELETE CASCADE,
    "start" INTEGER,
    "end" INTEGER
) STRICT;

-- One line a claim, for reading in any SQLite tool.
CREATE VIEW dealings AS
SELECT
    claims.id,
    claims.kind,
    claims.earliest,
    claims.latest,
    (SELECT group_concat(name, '; ') FROM claim_parties WHERE claim = claims.id AND side = 'actor') AS actors,
    (SELECT group_concat(name, '; ') FROM claim_parties WHERE claim = claims.id AND side = 'counterpart') AS counterparts,
    claims.amount_low,
    claims.amount_high,
    claims.amount_currency,
    claims.stance,
    (SELECT group_concat(name, ' < ') FROM claim_sources WHERE claim = claims.id) AS attribution,
    claims.quote,
    documents.file,
    documents.publisher,
    documents.published_earliest AS published
FROM claims JOIN documents ON documents.id = claims.document;

-- Full-text indexes, kept in step by the triggers below.
CREATE VIRTUAL TABLE documents_text USING fts5 (
    title, text, content = 'documents', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claims_text USING fts5 (
    quote, content = 'claims', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER documents_in AFTER INSERT ON documents BEGIN
    INSERT INTO documents_text (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_out AFTER DELETE ON documents BEGIN
    INSERT INTO documents_text (documents_text, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER claims_in AFTER INSERT ON claims BEGIN
    INSERT INTO claims_text (rowid, quote) VALUES (new.number, new.quote);
END;
CREATE TRIGGER claims_out AFTER DELETE ON claims BEGIN
    INSERT INTO claims_text (claims_text, rowid, quote) VALUES ('delete', old.number, old.quote);
END;
