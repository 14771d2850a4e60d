"""What each page of the web app shows, one question a file: frozen values, each with the words that it stands on."""
