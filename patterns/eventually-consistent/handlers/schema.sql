-- What the copy expects in the reporting database.
CREATE TABLE IF NOT EXISTS orders (
    "order"      text PRIMARY KEY,
    customer     text NOT NULL,
    cents        bigint NOT NULL,
    state        text NOT NULL,
    last_updated bigint NOT NULL,
    deleted      boolean NOT NULL DEFAULT false
);
CREATE INDEX IF NOT EXISTS orders_of_a_customer ON orders (customer);
