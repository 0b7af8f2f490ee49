-- What the checks looked at that ended an incident, as JSON.
ALTER TABLE incident ADD COLUMN healed_evidence {text};
