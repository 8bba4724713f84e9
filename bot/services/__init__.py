"""What the bot does: one verb, one transaction, one frozen result; no words, no Slack."""
