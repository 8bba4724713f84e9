"""What we remember: the only room that speaks SQL. Rows stay here; frozen values leave."""
