"""What is known of the cluster: its address, the connection to it, the indices there, the head and the lock.

Each module is a way in, and `connection` the only one that knows the client of OpenSearch. Imports the contract
and errors.
"""
