"""Corridors: ways between places over legs with a status, a length and a source; what opens or closes; who gains."""
