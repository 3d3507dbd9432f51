"""The offline medium and the gateway's folder: parcels, receipts and exhibits as files."""
