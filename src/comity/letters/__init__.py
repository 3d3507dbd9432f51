"""Letters: a request as a sealed PDF, for partners and files that want paper."""
