"""Patternbook: the serverless microservice patterns for AWS, drawn, browsed and understood."""
