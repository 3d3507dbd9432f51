"""The register of agreements and the rulings it gives."""
