-- The hashes of the newest conversations, packed, a row for each transaction that saved some. In conversation_bands each
-- hash changes a page of its own, so they move there many at a time (src/store/conversations/recent_bands.rs).
CREATE TABLE recent_bands (
    place INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;
-- How far the move is; one row.
CREATE TABLE bands_moved (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    -- Rows up to this place are in conversation_bands, and no more in recent_bands.
    moved INTEGER NOT NULL DEFAULT 0,
    -- Rows up to this place move now: their hashes below next_hash are in conversation_bands.
    moving INTEGER NOT NULL DEFAULT 0,
    next_hash INTEGER NOT NULL DEFAULT 0,
    CHECK (moved <= moving)
) STRICT;
INSERT INTO bands_moved (only) VALUES (1);
