-- What the customers function expects in the database.
CREATE TABLE IF NOT EXISTS customers (
    customer bigint PRIMARY KEY,
    name     text NOT NULL,
    email    text NOT NULL,
    city     text
);
CREATE INDEX IF NOT EXISTS customers_by_email ON customers (lower(email));
