"""The model that scores: two linear log-odds over indicators and wording, stored without pickles."""
