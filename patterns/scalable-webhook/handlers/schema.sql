-- What the writers expect in the database.
CREATE TABLE IF NOT EXISTS events (
    id         text PRIMARY KEY,
    type       text NOT NULL,
    payload    jsonb NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now()
);
