"""Stacks → an AWS CDK app, in TypeScript or in Python.

    graph ─► draft (order, names, what a reference is called) ─► areas (which construct says a resource) ─► code
                                                              code ─┬─► typescript ─► lib/*-stack.ts
                                                                    └─► python ─────► infra/*_stack.py

- `code` describes construct calls once: every jsii language has the same API. The two writers know syntax and quoting,
  nothing else does.
- A construct is used only where it says all that the graph says; a builder that meets a property it has no word for
  raises `UnsayableError`, and the typed `CfnX` class (`plain`) stands in its place.
- The id of a construct is the graph's logical id, so that `aws:cdk:path` leads back from the template to the graph.
- That the result amounts to the graph is proven by tests/oracle, which synthesises every stack in both languages.
"""

from app.export.cdk.project import print_cdk_python, print_cdk_typescript

__all__ = ["print_cdk_python", "print_cdk_typescript"]
