import random
import threading

import pytest


@pytest.fixture
def results(load, make_table):
    make_table("results", "job", "chunk")
    return load("results", RESULTS_TABLE_NAME="results")


@pytest.fixture
def chunk_of(load, results):
    chunks = load("chunks")

    def chunk_of(number, total=5, job="2026"):
        return chunks.Chunk(job, number, total, ("c1",))

    return chunk_of


@pytest.mark.parametrize("seed", range(3))
def test_the_last_chunk_completes_the_job_whatever_the_order_and_the_repetitions(results, chunk_of, seed):
    numbers = [1, 2, 3, 4, 5] * 3
    random.Random(seed).shuffle(numbers)
    seen, answers = set(), []
    for number in numbers:
        was_complete = len(seen) == 5
        seen.add(number)
        answers.append(results.note(chunk_of(number)))
        assert answers[-1] == (len(seen) == 5 and not was_complete)
    assert answers.count(True) == 1


def test_of_many_that_finish_at_once_one_completes_the_job(results, chunk_of):
    answers = []
    together = threading.Barrier(8)

    def work(number):
        together.wait(5)
        answers.append(results.note(chunk_of(number, total=8)))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(answers) == [False] * 7 + [True]


def test_jobs_do_not_mix(results, chunk_of):
    assert not results.note(chunk_of(1, 2, "a"))
    assert not results.note(chunk_of(2, 2, "b"))
    assert results.note(chunk_of(2, 2, "a"))


def test_a_result_that_comes_twice_is_there_once(results, chunk_of):
    for statements in (1, 1):
        results.record(chunk_of(7, 9), {"statements": statements})
    (item,) = results.table.scan()["Items"]
    assert (item["job"], item["chunk"], item["result"]) == ("2026", "00007", {"statements": 1})
