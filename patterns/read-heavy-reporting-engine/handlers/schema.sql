-- What the reports expect in the database.
CREATE TABLE IF NOT EXISTS sales (
    sale    text PRIMARY KEY,
    shop    text NOT NULL,
    day     date NOT NULL,
    product text NOT NULL,
    cents   bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS sales_of_a_day ON sales (shop, day);
