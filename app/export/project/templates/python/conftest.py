"""Every test has the fixtures of tests/unit/handler_testing.py."""

pytest_plugins = ["handler_testing"]
