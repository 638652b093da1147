-- What lookup-by-order expects in the database.
CREATE TABLE IF NOT EXISTS parcels (
    parcel_number text PRIMARY KEY,
    order_number  text NOT NULL,
    status        text NOT NULL,
    place         text
);
CREATE INDEX IF NOT EXISTS parcels_of_an_order ON parcels (order_number);
