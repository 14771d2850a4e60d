-- The index of a record's words, a file of SQLite of its own: it holds folded words and ids, no text, and can be made anew
-- from the record at any time. One list of words for each kind of rows ({kind}). Nothing is ever deleted from the lists
-- (SQLite before 3.43 cannot without the text): what `doc` does not name is not there.

CREATE TABLE IF NOT EXISTS doc (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, since the lists keep those of rows that are gone
    kind   TEXT NOT NULL,
    id     TEXT NOT NULL,
    digest INTEGER NOT NULL,   -- CRC-32 of the words: another one means that they were corrected
    UNIQUE (kind, id)
);
CREATE VIRTUAL TABLE IF NOT EXISTS {kind}_words
USING fts5(text, content='', tokenize='unicode61 remove_diacritics 0');
