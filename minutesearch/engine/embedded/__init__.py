"""The embedded engine: an index in one folder of files, searched with NumPy arrays in the process that opens it.

The folders, from the ground up: `storage`, `commits` and `terms`, `postings`, `segments`, `writing` and
`matching`, `ranking`, `whoosh`, `search`, `admin`; each imports only those before it, and the contract.
`index_folder` stands on all of them and is the way in: it makes, opens and commits to an index. Nothing above
`engine` imports from here.
"""
