"""The room: attempts, leases, journals, what happens in the hall. It can reach neither keys nor names."""
