"""Exhibits, custody, certified copies, packages a court can verify."""
