"""Retrievers for frameworks around language models: LangChain, LlamaIndex and Haystack, a module for each.

`langchain`, `llamaindex` and `haystack` each have one class, `MinuteSearchRetriever`, which stands where the
framework expects a retriever; `passages` holds what the three share. Imports the public names of `minutesearch`
and errors, and in each module its framework, which whoever uses it has installed. These three are the ways in.
"""

from __future__ import annotations
