"""The register of transfers, and the data protection officer's word before one."""
