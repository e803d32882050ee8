"""The engine of an index in a cluster of OpenSearch, for those who outgrow one machine (extra `opensearch`).

`engine` is the way in. From the ground up: `client` (the address, the connection, what is in the cluster), `live`
(the documents of one state, and look-ups in them), `searching` (snapshots and the search in them) and `writing`
(commits, checks and repairs). Imports the contract, and from the embedded engine its segments, in which meetings
are packed, and its ranking of them.
"""
