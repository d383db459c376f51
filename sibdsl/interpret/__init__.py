"""What a contract pays: the definition of the language, case by case and day by day."""
