"""Questions: written, reviewed by two more people, frozen into releases. Answer keys live apart (`keys`)."""
