"""What people decide of the findings: made, stored, found again after reading anew, laid over the machine's."""
