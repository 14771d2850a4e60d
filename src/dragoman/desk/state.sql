-- What the desk knows of its feeds: an SQLite file beside the record. Times are seconds since 1970.

-- How far each feed was read; an index of sitemaps has a row for each sitemap that is followed.
CREATE TABLE IF NOT EXISTS cursor (
    feed     TEXT NOT NULL,
    address  TEXT NOT NULL,
    due      REAL NOT NULL DEFAULT 0,
    etag     TEXT,                        -- the server's words, sent back with the next poll
    modified TEXT,
    digest   TEXT,                        -- of what came last
    polled   REAL,                        -- the last try
    listed   REAL,                        -- the last time that a list came
    entries  INTEGER,                     -- of that list
    new      INTEGER,                     -- of these, how many were new
    failures INTEGER NOT NULL DEFAULT 0,  -- in a row
    problem  TEXT,
    gone     INTEGER NOT NULL DEFAULT 0,
    setup    TEXT,                        -- of the feed in feeds.toml: if that changes, all is asked anew
    PRIMARY KEY (feed, address)
);

-- Hosts that were asked: see lanes.py.
CREATE TABLE IF NOT EXISTS host (
    host     TEXT PRIMARY KEY,
    ready    REAL NOT NULL,
    until    REAL NOT NULL,
    failures INTEGER NOT NULL,
    problem  TEXT
);

-- Every article that a feed listed, and what became of it:
-- waiting (to be got, from `due` on), filing (got; on its way into the record as `report`), stored, known (the record
-- had it), passed (not wanted, see `reason`), refused (given up, see `reason`).
CREATE TABLE IF NOT EXISTS link (
    address  TEXT PRIMARY KEY,
    feed     TEXT NOT NULL,
    host     TEXT NOT NULL,               -- empty: nobody need be asked, the feed holds the text
    state    TEXT NOT NULL,
    day      TEXT NOT NULL,               -- of publication, as the feed dates it; empty: it does not
    place    INTEGER NOT NULL,            -- in the feed
    entry    BLOB,                        -- what the feed says, as JSON, until the article is stored
    digest   TEXT,                        -- of title and text in the feed; null: they say nothing of changes
    version  INTEGER NOT NULL DEFAULT 1,
    seen     REAL NOT NULL,               -- first listed, in this version
    listed   REAL NOT NULL,               -- last listed
    due      REAL NOT NULL,
    begun    REAL,                        -- when it was first tried
    tries    INTEGER NOT NULL DEFAULT 0,  -- failed ones
    report   TEXT,                        -- its id
    held     BLOB,                        -- what was got, as JSON, while it is on its way into the record
    kind     TEXT,
    reason   TEXT
);
CREATE INDEX IF NOT EXISTS link_waiting ON link (host, day DESC, place) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS link_filing ON link (address) WHERE state = 'filing';
CREATE INDEX IF NOT EXISTS link_begun ON link (feed, begun);
