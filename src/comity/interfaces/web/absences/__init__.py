"""Pages of absences and deputies."""
