-- What the bookkeeper expects in the ledger.
CREATE TABLE IF NOT EXISTS entries (
    entry     text PRIMARY KEY,
    account   text NOT NULL,
    cents     bigint NOT NULL,
    text      text NOT NULL DEFAULT '',
    booked_at timestamptz NOT NULL DEFAULT now()
);
