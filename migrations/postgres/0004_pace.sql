-- The latest time that any process saw. If the clock shows less, it was set back, and all times of the rate keys shift.
CREATE TABLE rate_clock (
    id bigint NOT NULL PRIMARY KEY CHECK (id = 1),
    latest bigint NOT NULL
);
INSERT INTO rate_clock (id, latest) VALUES (1, 0);
