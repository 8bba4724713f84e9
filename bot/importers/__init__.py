"""What LinkedIn gives: bytes to counts. Other people's names and texts end in here."""
