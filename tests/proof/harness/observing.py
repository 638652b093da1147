"""Counting, inside of PostgreSQL, how many copies of a function write at the same time."""

from tests.proof.harness.stores import Database

SLOWLY = """
    CREATE TABLE busy (writers int NOT NULL);
    CREATE FUNCTION at_work() RETURNS bigint LANGUAGE sql VOLATILE AS $$
        SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = session_user AND state <> 'idle';
    $$;
    CREATE FUNCTION observe() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF coalesce(current_setting('observe.waited', true), '') = '' THEN
            PERFORM set_config('observe.waited', 'yes', false);
            -- A busy machine may start one copy after the other has ended, if nothing holds that up.
            WHILE at_work() < $TOGETHER AND clock_timestamp() < now() + interval '$SECONDS s'
                AND NOT EXISTS (SELECT FROM busy WHERE writers >= $TOGETHER)
            LOOP
                PERFORM pg_sleep(0.02), pg_stat_clear_snapshot();
            END LOOP;
        END IF;
        PERFORM pg_sleep(0.02), pg_stat_clear_snapshot();
        INSERT INTO busy SELECT at_work();
        RETURN NEW;
    END $$;
"""


def observe_writers(database: Database, table: str, *, together: int) -> None:
    """Note with every row that is written how many connections of the same user are at work.

    A connection's first row waits until so many are at work `together`, or for two thirds of a writer's 30 seconds.
    """
    database.rows(SLOWLY.replace("$TOGETHER", str(together)).replace("$SECONDS", "20"))
    database.rows(f"CREATE TRIGGER observe BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION observe()")


def busiest(database: Database) -> int:
    """The most that were ever at work together."""
    return int(database.rows("SELECT coalesce(max(writers), 0) AS most FROM busy")[0]["most"])
