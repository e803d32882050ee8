"""What is known of the cluster: its address, the connection to it, the indices there, the head and the lock.

Each module is a way in. The client of OpenSearch is known to `connection` and, below it, `raw_http` alone. Imports
the contract and errors.
"""
