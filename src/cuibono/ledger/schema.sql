-- The ledger of a case. Derived: `cuibono rebuild` makes it again from the originals, what was said of them, and
-- what people have judged.
-- Offsets count characters of documents.text from 0, ends exclusive: substr(text, "start" + 1, "end" - "start").
-- Days are ISO 8601; amounts are decimal numbers in whole units of their currency, as text, so that no digit is lost.

-- One text with its source.
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,          -- the order in which files first came into the case, from 1
    id TEXT NOT NULL UNIQUE,             -- made from the sha256 of the original
    file TEXT NOT NULL UNIQUE,           -- the name it was read under
    sha256 TEXT NOT NULL,                -- of the original, which lies under this name in originals/
    title TEXT,
    publisher TEXT,
    published_earliest TEXT,
    published_latest TEXT,
    published_basis TEXT,
    url TEXT,
    language TEXT,                       -- ISO 639-1
    body INTEGER NOT NULL,               -- where running text begins in `text`
    authors TEXT NOT NULL CHECK (json_valid(authors)), -- names of the byline
    dated_by TEXT,                       -- how the date of publication was found: a way of tables/formats.toml
    dated_sure TEXT CHECK (dated_sure IN ('sure', 'likely', 'doubtful')),
    fingerprint TEXT NOT NULL,           -- of all that decided what was read here; '' asks for another reading
    collected TEXT NOT NULL,             -- when it came into the case, in UTC to the second
    text TEXT NOT NULL                   -- last, so that what comes before is read without it
) STRICT;
CREATE INDEX documents_by_day ON documents (published_earliest, id);
CREATE INDEX documents_by_publisher ON documents (publisher, published_earliest, id);
CREATE INDEX documents_by_collected ON documents (collected);

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
    ordering TEXT CHECK (ordering IS NULL OR json_valid(ordering)), -- way, words, ids of claims, count, unit
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

-- An explanation that a passage offers for what somebody did: a candidate for a hypothesis.
CREATE TABLE candidates (
    number INTEGER PRIMARY KEY,          -- documents.number * 1000000 + its place in the document, from 1
    id TEXT NOT NULL UNIQUE,             -- made from its words, where they stand and whose they are
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,                 -- the text from start to end, checked when it was written
    claims TEXT NOT NULL CHECK (json_valid(claims)), -- ids of claims told in its sentence, else in the one before
    "set" TEXT,                          -- one name for all that the text puts against one another; NULL for none
    side INTEGER NOT NULL,               -- in its set, from 1: those of one side are one explanation; 0 without a set
    cue TEXT NOT NULL,                   -- the entry of interpretations.toml that fired
    CHECK ("start" >= 0 AND "end" > "start")
) STRICT;
CREATE INDEX candidates_by_document ON candidates (document);

-- The parties that a candidate speaks of.
CREATE TABLE candidate_parties (
    candidate TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    PRIMARY KEY (candidate, position)
) STRICT, WITHOUT ROWID;

-- Whose explanation it is, position 1 nearest to the article. A candidate without a row is the article's own.
CREATE TABLE candidate_sources (
    candidate TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    PRIMARY KEY (candidate, position)
) STRICT, WITHOUT ROWID;

-- Trouble with the evidence.
CREATE TABLE problems (
    number INTEGER PRIMARY KEY,          -- documents.number * 1000000 + its place; see write.py
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('note', 'skipped')),
    file TEXT,
    document TEXT REFERENCES documents (id) ON DELETE CASCADE,
    "start" INTEGER,
    "end" INTEGER
) STRICT;
CREATE INDEX problems_by_code ON problems (code);

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

-- From here on: what all documents together come to. It is written as a whole by one stage, and emptied as a whole
-- when a document that it rests on is taken out or read again, so that nothing here speaks of a text that is gone.

-- Stages that are done. A stage without a row has to run: a document has come, gone or been read again since.
CREATE TABLE stages (
    name TEXT PRIMARY KEY,               -- 'relate' wrote the tables below, 'check' those of public records
    fingerprint TEXT NOT NULL            -- of all that decided what it wrote; 'decisions': what people's came to then
) STRICT, WITHOUT ROWID;

-- Who a set of namings is taken to be.
CREATE TABLE parties (
    id TEXT PRIMARY KEY,                 -- the letters of its first naming
    name TEXT NOT NULL,                  -- the fullest form
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL CHECK (json_valid(aliases)), -- other forms, a list
    tenures TEXT NOT NULL CHECK (json_valid(tenures))  -- roles: a list of title, of, start, end, source
) STRICT, WITHOUT ROWID;

-- A party as one document, or one row of a public list, names it.
CREATE TABLE namings (
    id TEXT PRIMARY KEY,                 -- made from document, name and kind
    document TEXT NOT NULL,              -- documents.id, or the name of a public list and the row
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    party TEXT REFERENCES parties (id),  -- NULL where a row of a list was weighed and is nobody in this case
    position INTEGER,                    -- its place among the party's namings, from 1
    roles TEXT NOT NULL CHECK (json_valid(roles)),     -- a list of title, of, status
    tenures TEXT NOT NULL CHECK (json_valid(tenures)), -- as in parties
    aliases TEXT NOT NULL CHECK (json_valid(aliases)), -- as in parties
    day TEXT                             -- on which the document was published
) STRICT, WITHOUT ROWID;
CREATE INDEX namings_by_party ON namings (party, position);

-- Why two namings were, or were not, taken for one party.
CREATE TABLE links (
    number INTEGER PRIMARY KEY,
    first TEXT NOT NULL REFERENCES namings (id),
    second TEXT NOT NULL REFERENCES namings (id),
    score REAL NOT NULL,
    features TEXT NOT NULL CHECK (json_valid(features)), -- what spoke for or against: a list of [feature, weight]
    same INTEGER NOT NULL CHECK (same IN (0, 1)),
    ruling TEXT NOT NULL                 -- 'scored', or what a person said
) STRICT;
CREATE INDEX links_by_first ON links (first);
CREATE INDEX links_by_second ON links (second);

-- Where information first entered.
CREATE TABLE origins (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    outlet TEXT,
    party TEXT REFERENCES parties (id)   -- the party that speaks, where one does
) STRICT, WITHOUT ROWID;

-- One dealing in the world that several claims are taken to tell of. Columns as in claims.
CREATE TABLE events (
    id TEXT PRIMARY KEY,                 -- the letters of its first claim
    kind TEXT NOT NULL,
    topic TEXT,
    amount_low TEXT,
    amount_high TEXT,
    amount_currency TEXT,
    amount_approx INTEGER CHECK (amount_approx IN (0, 1)),
    amount_per TEXT,
    earliest TEXT,
    latest TEXT,
    basis TEXT,
    place TEXT,
    grade TEXT NOT NULL,                 -- how well it stands
    grade_rule TEXT NOT NULL             -- the sentence that was true of it
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_kind ON events (kind);

-- Which event a claim tells of: one each.
CREATE TABLE event_claims (
    claim TEXT PRIMARY KEY REFERENCES claims (id),
    event TEXT NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL            -- its place among the event's claims, from 1
) STRICT, WITHOUT ROWID;
CREATE INDEX event_claims_by_event ON event_claims (event);

-- Who an event is about.
CREATE TABLE event_parties (
    event TEXT NOT NULL REFERENCES events (id),
    side TEXT NOT NULL CHECK (side IN ('actor', 'counterpart')),
    position INTEGER NOT NULL,
    party TEXT NOT NULL REFERENCES parties (id),
    PRIMARY KEY (event, side, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_party ON event_parties (party);

-- Every place where a document tells of an event, in order of publication.
CREATE TABLE tellings (
    event TEXT NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    claim TEXT REFERENCES claims (id),   -- NULL where the passage repeats what a claim elsewhere says
    rests TEXT,                          -- documents.id or origins.id: what is next behind it
    "by" TEXT NOT NULL,                  -- the rule that decided so
    bears TEXT NOT NULL CHECK (bears IN ('supports', 'denies', 'hints')),
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX tellings_by_document ON tellings (document);

-- Why each claim after the first was taken into its event.
CREATE TABLE event_reasons (
    event TEXT NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    claim TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- The independent origins behind the tellings that support an event.
CREATE TABLE event_origins (
    event TEXT NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    origin TEXT NOT NULL REFERENCES origins (id),
    PRIMARY KEY (event, position),
    UNIQUE (event, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_origins_by_origin ON event_origins (origin);

-- Values of one field that differ between the tellings of one event.
CREATE TABLE contradictions (
    event TEXT NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    sort TEXT NOT NULL,                  -- drift, error, correction or genuine_dispute
    reason TEXT NOT NULL,                -- why it is of this sort
    variants TEXT NOT NULL CHECK (json_valid(variants)), -- a list of value, documents, spans
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- From a document to what it rests on, with the span that shows it.
CREATE TABLE edges (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id),
    "to" TEXT NOT NULL,                  -- documents.id or origins.id
    kind TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER
) STRICT;
CREATE INDEX edges_by_document ON edges (document);
CREATE INDEX edges_by_to ON edges ("to");

-- The events for which an edge holds.
CREATE TABLE edge_events (
    edge INTEGER NOT NULL REFERENCES edges (number),
    position INTEGER NOT NULL,
    event TEXT NOT NULL REFERENCES events (id),
    PRIMARY KEY (edge, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_events_by_event ON edge_events (event);

-- From here on: what public records say. Written as a whole by the stage 'check', and emptied with the tables above.

-- Rows of public registers that findings speak of. All others stay in the case's records.
CREATE TABLE records (
    id TEXT PRIMARY KEY,                 -- the register's name and the publisher's key
    register TEXT NOT NULL,
    file TEXT NOT NULL,                  -- sha256 of the file that it came with, as the register's manifest has it
    parts TEXT NOT NULL CHECK (json_valid(parts)) -- the row as it was kept: a list, one of each party that it names
) STRICT, WITHOUT ROWID;

-- An event or claim against the records of one register, by one rule.
CREATE TABLE findings (
    number INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,               -- events.id or claims.id
    register TEXT NOT NULL,
    title TEXT NOT NULL,                 -- of the register
    rule TEXT NOT NULL,                  -- of the register's source.toml
    verdict TEXT NOT NULL CHECK (
        verdict IN ('supports', 'contradicts', 'silent_expected', 'absent_though_expected', 'not_checkable')
    ),
    reason TEXT NOT NULL,                -- one plain sentence
    arithmetic TEXT NOT NULL,            -- the sum or count, '' for none
    coverage TEXT NOT NULL               -- what was searched
) STRICT;
CREATE INDEX findings_by_subject ON findings (subject);

-- The rows behind a finding.
CREATE TABLE finding_rows (
    finding INTEGER NOT NULL REFERENCES findings (number),
    position INTEGER NOT NULL,
    record TEXT NOT NULL REFERENCES records (id),
    role TEXT NOT NULL CHECK (role IN ('counted', 'beside', 'twin')),
    note TEXT NOT NULL,                  -- beside: why it is shown; twin: the row of another register that it is one with
    PRIMARY KEY (finding, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_rows_by_record ON finding_rows (record);

-- Events that a public record shows: this outranks what the reports give.
CREATE TABLE recorded (
    event TEXT PRIMARY KEY REFERENCES events (id),
    rule TEXT NOT NULL                   -- the sentence that is then the event's grade_rule
) STRICT, WITHOUT ROWID;

-- Records that could settle an event that rests on little.
CREATE TABLE leads (
    number INTEGER PRIMARY KEY,
    event TEXT NOT NULL REFERENCES events (id),
    register TEXT NOT NULL,
    rule TEXT NOT NULL,
    row TEXT NOT NULL,                   -- which row would show it
    why TEXT NOT NULL,
    "where" TEXT NOT NULL,               -- where it is to be had
    due TEXT                             -- by when it is or was due, where that can be reckoned
) STRICT;
CREATE INDEX leads_by_event ON leads (event);

-- Events as they stand with public records.
CREATE VIEW standing AS
SELECT
    events.id, kind, topic, amount_low, amount_high, amount_currency, amount_approx, amount_per,
    earliest, latest, basis, place,
    iif(recorded.event IS NULL, grade, 'recorded') AS grade,
    coalesce(recorded.rule, grade_rule) AS grade_rule
FROM events LEFT JOIN recorded ON recorded.event = events.id;

-- One line an event, for reading in any SQLite tool: n reports, k origins.
CREATE VIEW reports AS
SELECT
    events.id,
    events.kind,
    events.earliest,
    events.latest,
    (
        SELECT group_concat(parties.name, '; ') FROM event_parties JOIN parties ON parties.id = event_parties.party
        WHERE event = events.id AND side = 'actor'
    ) AS actors,
    (
        SELECT group_concat(parties.name, '; ') FROM event_parties JOIN parties ON parties.id = event_parties.party
        WHERE event = events.id AND side = 'counterpart'
    ) AS counterparts,
    (SELECT count(DISTINCT document) FROM tellings WHERE event = events.id) AS reports,
    (SELECT count(*) FROM event_origins WHERE event = events.id) AS origins,
    events.grade,
    events.grade_rule
FROM standing AS events;

-- From here on: the same things in the shape that lists, pictures and searches ask for, so that a page takes no longer
-- in a large ledger than in a small one. Made from the tables above by digest.sql, and emptied with them.

-- An event in one line; those of one day lie together.
CREATE TABLE lines (
    event TEXT NOT NULL,
    day TEXT NOT NULL,                   -- the first day known of it, '9999-12-31' where there is none
    last TEXT NOT NULL,                  -- the last day known of it, or as above
    long INTEGER NOT NULL,               -- whether more than 31 days lie between the two
    kind TEXT NOT NULL,
    grade TEXT NOT NULL,
    reports INTEGER NOT NULL,            -- documents that support it
    origins INTEGER NOT NULL,
    differing INTEGER NOT NULL,          -- fields in which its tellings differ
    came TEXT NOT NULL,                  -- when the last document that tells of it came into the case
    -- What a picture says of it, in one column because ten thousand are read at a time: stance (asserted where any
    -- passage that supports it states it, else that of the first), numbers of documents (that support it, that deny it,
    -- that only hint at it), number of origins, names of actors and of counterparts (parted by ', '), the days on
    -- which reports of it were published, columns of events (earliest, latest, basis, and the amount's five).
    told TEXT NOT NULL CHECK (json_valid(told)),
    PRIMARY KEY (day, event)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX lines_by_event ON lines (event);
CREATE INDEX lines_by_kind ON lines (kind, day, event, grade, differing);
CREATE INDEX lines_by_grade ON lines (grade, day, event, kind, differing);
CREATE INDEX lines_by_weight ON lines (grade, origins, reports, event);
CREATE INDEX lines_differing ON lines (differing, day, event) WHERE differing > 0;
CREATE INDEX lines_long ON lines (day, last, kind, grade, differing) WHERE long = 1;
CREATE INDEX lines_by_came ON lines (came, event);

-- The events of a party, in order.
CREATE TABLE party_lines (
    party TEXT NOT NULL,
    day TEXT NOT NULL,
    event TEXT NOT NULL,
    side TEXT NOT NULL,
    kind TEXT NOT NULL,
    grade TEXT NOT NULL,
    differing INTEGER NOT NULL,
    last TEXT NOT NULL,
    long INTEGER NOT NULL,
    PRIMARY KEY (party, day, event, side)
) STRICT, WITHOUT ROWID;
CREATE INDEX party_lines_long ON party_lines (party, day, last, kind, grade, differing) WHERE long = 1;

-- How many events there are of each kind and grade in each month; of all parties together where party and side are ''.
CREATE TABLE tallies (
    party TEXT NOT NULL,
    side TEXT NOT NULL,
    kind TEXT NOT NULL,
    grade TEXT NOT NULL,
    month TEXT NOT NULL,                 -- as 2024-05; 9999-12 for events without a day
    events INTEGER NOT NULL,
    PRIMARY KEY (party, side, kind, grade, month)
) STRICT, WITHOUT ROWID;

-- How many events there are between an actor and a counterpart.
CREATE TABLE ties (
    actor TEXT NOT NULL,
    counterpart TEXT NOT NULL,
    kind TEXT NOT NULL,
    grade TEXT NOT NULL,
    year TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (actor, counterpart, kind, grade, year)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_by_counterpart ON ties (counterpart, actor);

-- In how many events a party stands, and how many namings it has.
CREATE TABLE party_sums (
    party TEXT PRIMARY KEY,
    name TEXT NOT NULL,                  -- in small letters, for sorting
    events INTEGER NOT NULL,
    namings INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX party_sums_by_events ON party_sums (events, name, party);
CREATE INDEX party_sums_by_name ON party_sums (name, party);

-- Every name of a party.
CREATE VIRTUAL TABLE party_names USING fts5 (
    party UNINDEXED, names, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

-- What claims that hold some words are narrowed by. Columns as in claims, lines and documents.
CREATE TABLE facets (
    number INTEGER PRIMARY KEY,
    event TEXT,                          -- NULL where the claim is in no event, as are the next three
    kind TEXT,
    grade TEXT,
    day TEXT,
    publisher TEXT
) STRICT;

-- How many there are of each thing.
CREATE TABLE figures (
    name TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- From here on: what people may want to decide, what matters most first. Made from the tables above by queue.sql, and
-- emptied with them. What people have decided since is left out where it is asked for.

-- Events in the order in which their claims are looked at.
CREATE TABLE queue (
    event TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,               -- why it matters (0 most) * 1000000, less the number of reports
    kind TEXT NOT NULL,
    grade TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_by_rank ON queue (rank, event, kind, grade);
CREATE INDEX queue_by_kind ON queue (kind, rank, event);
CREATE INDEX queue_by_grade ON queue (grade, rank, event);

-- Events whose tellings differ so much that they may be several.
CREATE TABLE queue_splits (
    event TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,               -- less 1000000 for each field that differs, less the number of claims
    kind TEXT NOT NULL,
    grade TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_splits_by_rank ON queue_splits (rank, event);

-- Pairs of events that may be one.
CREATE TABLE queue_pairs (
    pair TEXT PRIMARY KEY,               -- the two ids with a blank between them
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    rank INTEGER NOT NULL,               -- less 1000000 for each 0.01 of likeness, plus the days between them
    kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_pairs_by_rank ON queue_pairs (rank, pair, kind);
CREATE INDEX queue_pairs_by_first ON queue_pairs (first);
CREATE INDEX queue_pairs_by_second ON queue_pairs (second);

-- Pairs of names that nearly were, or nearly were not, taken for one party.
CREATE TABLE queue_links (
    pair TEXT PRIMARY KEY,               -- the ids of the two namings with a blank between them
    link INTEGER NOT NULL,               -- links.number
    rank INTEGER NOT NULL                -- distance from the threshold in 0.01 * 1000000, less the events of the parties
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_links_by_rank ON queue_links (rank, pair);

-- How many there are in each queue.
CREATE TABLE queue_sizes (
    claims INTEGER NOT NULL,
    links INTEGER NOT NULL,
    pairs INTEGER NOT NULL,
    splits INTEGER NOT NULL
) STRICT;

-- Each thing whole, as the program reads it: one row, what is many in it as JSON.

-- Events with all that belongs to each, lists as JSON.
CREATE VIEW whole_events AS
SELECT
    id, kind, topic, amount_low, amount_high, amount_currency, amount_approx, amount_per,
    earliest, latest, basis, place, grade, grade_rule,
    (
        SELECT json_group_array(claim)
        FROM (SELECT claim FROM event_claims WHERE event = events.id ORDER BY position)
    ) AS claims,
    (
        SELECT json_group_array(json_array(document, "start", "end", claim, rests, "by", bears))
        FROM (SELECT * FROM tellings WHERE event = events.id ORDER BY position)
    ) AS tellings,
    (
        SELECT json_group_array(json_array(side, party))
        FROM (SELECT side, party FROM event_parties WHERE event = events.id ORDER BY side, position)
    ) AS sides,
    (
        SELECT json_group_array(origin)
        FROM (SELECT origin FROM event_origins WHERE event = events.id ORDER BY position)
    ) AS origins,
    (
        SELECT json_group_array(json_array(field, sort, json(variants), reason))
        FROM (SELECT * FROM contradictions WHERE event = events.id ORDER BY position)
    ) AS contradictions,
    (
        SELECT json_group_array(json_array(claim, reason))
        FROM (SELECT claim, reason FROM event_reasons WHERE event = events.id ORDER BY position)
    ) AS reasons
FROM standing AS events;

-- Claims with their parties and sources as JSON.
CREATE VIEW whole_claims AS
SELECT
    number, id, document, kind, "start", "end", quote, topic,
    amount_low, amount_high, amount_currency, amount_approx, amount_per, earliest, latest, basis, place,
    stance, cue, rules, ordering,
    (
        SELECT json_group_array(json_array(side, "start", "end", name, kind, json(roles)))
        FROM (SELECT * FROM claim_parties WHERE claim = claims.id ORDER BY side, position)
    ) AS parties,
    (
        SELECT json_group_array(json_array(name, kind, "start", "end"))
        FROM (SELECT * FROM claim_sources WHERE claim = claims.id ORDER BY position)
    ) AS sources
FROM claims;

-- Candidates with their parties and sources as JSON.
CREATE VIEW whole_candidates AS
SELECT
    number, id, document, "start", "end", quote, claims, "set", side, cue,
    (
        SELECT json_group_array(json_array("start", "end", name, kind, json(roles)))
        FROM (SELECT * FROM candidate_parties WHERE candidate = candidates.id ORDER BY position)
    ) AS parties,
    (
        SELECT json_group_array(json_array(name, kind, "start", "end"))
        FROM (SELECT * FROM candidate_sources WHERE candidate = candidates.id ORDER BY position)
    ) AS sources
FROM candidates;

-- Edges with the events for which each holds.
CREATE VIEW whole_edges AS
SELECT
    number, document, "to", kind, "start", "end",
    (
        SELECT json_group_array(event)
        FROM (SELECT event FROM edge_events WHERE edge = edges.number ORDER BY position)
    ) AS events
FROM edges;

-- Parties with the ids of their namings.
CREATE VIEW whole_parties AS
SELECT
    id, name, kind, aliases, tenures,
    (
        SELECT json_group_array(naming)
        FROM (SELECT id AS naming FROM namings WHERE party = parties.id ORDER BY position)
    ) AS namings
FROM parties;

-- Findings with the rows behind each.
CREATE VIEW whole_findings AS
SELECT
    number, subject, register, title, rule, verdict, reason, arithmetic, coverage,
    (
        SELECT json_group_array(json_array(record, role, note))
        FROM (SELECT record, role, note FROM finding_rows WHERE finding = findings.number ORDER BY position)
    ) AS told
FROM findings;
