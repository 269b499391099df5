-- The latest time anybody saw. Where the clock shows less it was set back, and every time of the pace is moved along.
CREATE TABLE rate_clock (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    latest bigint NOT NULL
);
INSERT INTO rate_clock (id, latest) VALUES (1, 0);
